/// Steelyard: launches, balances, breaks and measures.
@org.jspecify.annotations.NullMarked
package dev.steelyard;
