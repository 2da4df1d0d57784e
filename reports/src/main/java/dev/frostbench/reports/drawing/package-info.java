/// Numbers as the shapes of drawings, which pages write as SVG.
package dev.frostbench.reports.drawing;
