package io.brokenwalls.lower;

/** Downstream. */
public class Orders {}
