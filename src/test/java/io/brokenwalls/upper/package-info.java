@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package io.brokenwalls.upper;
