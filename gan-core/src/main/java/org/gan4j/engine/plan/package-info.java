/**
 * The vocabulary of execution plans: what a layer computes ({@link
 * org.gan4j.engine.plan.Operation}), who computes it ({@link org.gan4j.engine.plan.Node}, made by
 * {@link org.gan4j.engine.plan.Kernels}), and what travels between them ({@link
 * org.gan4j.engine.plan.Value}). Internal: it may change without notice.
 */
package org.gan4j.engine.plan;
