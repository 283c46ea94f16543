package io.tradewind.deal;

import org.camunda.bpm.engine.RuntimeService;
