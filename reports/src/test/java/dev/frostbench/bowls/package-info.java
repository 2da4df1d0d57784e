/// A kind that no main code knows, as another project would write one: bowls are made by a command that is the
/// prediction, and a judge leaves a reward in a file.
package dev.frostbench.bowls;
