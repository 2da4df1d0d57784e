/// The page that shows people what an organisation has.
package dev.frostbench.server.page;
