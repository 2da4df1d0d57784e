/// Requests and answers: JSON, fields, and errors in the form that Daytona's SDKs read.
package dev.frostbench.server.http;
