@echo off
rem Starts the gan command on Windows: builds it if that was never done, then runs it. After a change of the sources,
rem "mvn -DskipTests package" builds it anew. Options for Java go into GAN_JAVA_OPTS, the name of another class to run into GAN_MAIN.
setlocal

set "home=%~dp0"
set "copies=%home%gan-examples\target\gan"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if not defined GAN_MAIN set "GAN_MAIN=org.gan4j.cli.Gan"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"

call :newest
if not defined jar (
  echo gan: building ^(first time: downloads about 250 MB^) ... 1>&2
  call mvn -q -B -f "%home%pom.xml" -pl gan-examples -am -Dmaven.test.skip=true -Dspotless.check.skip=true package 1>&2
  call :newest
)
if not defined jar (
  echo gan: the build failed; it needs a JDK, 17 or newer, and Maven 3.8 or newer 1>&2
  exit /b 1
)

"%java%" -Xms64m -Xmx2g -Xmn16m -XX:+UseSerialGC -Djava.awt.headless=true -Djdk.http.auth.tunneling.disabledSchemes= ^
  %GAN_JAVA_OPTS% -cp "%jar%" %GAN_MAIN% %*
exit /b %ERRORLEVEL%

rem The copies that builds have made are named by their times.
:newest
set "jar="
for /f "delims=" %%d in ('dir /b /a:d /o:n "%copies%\2*" 2^>nul') do (
  if exist "%copies%\%%d\gan.jar" set "jar=%copies%\%%d\gan.jar"
)
exit /b 0
