#!/usr/bin/env bash
# JGit 7.8.1, and the git of this machine (2.39.5 when this was written): an empty commit in a clone that JGit made.
#
# Guess: `git commit --allow-empty` adds a commit of some 200 bytes. It does not matter whether git or JGit made the clone;
#        what the pack holds stays as it was.
# Seen:  in JGit's clone the pack gets the time of the commit, in git's it keeps its own. JGit writes an index without the
#        extension TREE, which says that the trees are known. So the commit writes each tree again, finds it in the pack,
#        and marks the pack as fresh. On a file system that copies a file when its time changes, as overlayfs does, an
#        empty commit costs the whole pack: 12.5 MB for django. `git read-tree -m HEAD` before the commit avoids it.
#
# What Frostbench does: it reads the tree first, so the layer of a prepared checkout does not hold the pack a second time.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.eclipse.jgit</groupId><artifactId>org.eclipse.jgit</artifactId><version>7.8.1.202611041320-r</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
cat > "$work/Clone.java" <<'JAVA'
import java.io.File;
import org.eclipse.jgit.api.Git;

class Clone {

    public static void main(String[] folders) throws Exception {
        Git.cloneRepository().setURI(new File(folders[0]).toURI().toString()).setDirectory(new File(folders[1])).call().close();
    }
}
JAVA
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null HOME="$work"
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
git init -q -b main "$work/origin"
mkdir "$work/origin/folder"
echo text > "$work/origin/folder/file"
git -C "$work/origin" add -A
git -C "$work/origin" commit -q -m first
mvn -q -B -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory="$work/lib"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java # 17 or later
"$java" -cp "$work/lib/*" "$work/Clone.java" "$work/origin" "$work/jgit" > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
git clone -q --no-local "$work/origin" "$work/git"

touched() { # whether an empty commit changes the time of the only pack of clone $1, after the command in $2
    git -C "$1" repack -adq
    touch -d 2020-01-01T00:00:00Z "$1"/.git/objects/pack/*
    $2
    git -C "$1" commit -q --allow-empty -m second
    [[ $(stat -c %Y "$1"/.git/objects/pack/*.pack) == 1577836800 ]] && echo no || echo yes
}
cp -r "$work/jgit" "$work/read"
index=$(grep -ac TREE "$work/jgit/.git/index" || true)
by_git=$(touched "$work/git" true)
by_jgit=$(touched "$work/jgit" true)
after_read=$(touched "$work/read" "git -C $work/read read-tree -m HEAD")
echo "$(git --version); trees in JGit's index: $index"
echo "an empty commit changes the pack's time: guess no and no; seen $by_git in git's clone, $by_jgit in JGit's,"
echo "$after_read in JGit's after read-tree"
[[ "$index $by_git $by_jgit $after_read" == "0 no yes no" ]]
