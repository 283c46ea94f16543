package io.tradewind.deal.process;

import org.camunda.bpm.engine.delegate.JavaDelegate;
