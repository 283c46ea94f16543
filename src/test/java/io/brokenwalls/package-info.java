/** A company with a hole in its walls: proves that {@code ModularityTests} can fail. Not part of the product. */
package io.brokenwalls;
