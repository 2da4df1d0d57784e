/// The description of all calls in the form of OpenAPI.
package dev.frostbench.server.openapi;
