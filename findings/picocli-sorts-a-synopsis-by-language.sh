#!/usr/bin/env bash
# picocli 4.7.7: one command, whose help is printed in two languages.
#
# Guess: the help of a command without messages of its own is the same everywhere: its texts are written in the code.
# Seen:  the options change places in the synopsis. picocli sorts them by their names in the capitals of the default
#        locale, and in Turkish the capital of i is İ, which comes after S. So `[--instance] [--sbatch-arg]` becomes
#        `[--sbatch-arg] [--instance]`, and a golden file of a help text fails on such a machine alone.
#
# What Frostbench does: its command line sets the neutral locale. A test prints every help in three languages.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>info.picocli</groupId><artifactId>picocli</artifactId><version>4.7.7</version></dependency>
  </dependencies>
</project>
XML
cat > "$work/Help.java" <<'JAVA'
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class Help {

    @Command(name = "run")
    static class Run {
        @Option(names = "--instance")
        String instance;
        @Option(names = "--sbatch-arg")
        String argument;
    }

    public static void main(String[] none) {
        System.out.println(new CommandLine(new Run()).getUsageMessage().lines().findFirst().get());
    }
}
JAVA
mvn -q -B -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory="$work/lib"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java # 17 or later
help_in() { "$java" -Duser.language="$1" -cp "$work/lib/*" "$work/Help.java"; }
english=$(help_in en)
turkish=$(help_in tr)
echo "guess: one synopsis in both languages"
echo "seen:  English: $english"
echo "       Turkish: $turkish"
[[ $english == *--instance*--sbatch-arg* && $turkish == *--sbatch-arg*--instance* ]]
