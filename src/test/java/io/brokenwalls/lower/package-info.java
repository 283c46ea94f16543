@org.springframework.modulith.ApplicationModule(allowedDependencies = "upper")
package io.brokenwalls.lower;
