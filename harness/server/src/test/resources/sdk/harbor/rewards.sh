#!/bin/sh
# Runs the task folder $1 with Harbor, by an agent that knows the solution and by one that does nothing. Prints the
# rewards.
set -e
cp -r "$1" /tmp/task # so that its files are of this machine's users
cd /tmp
for agent in oracle nop; do
    /opt/harbor/bin/harbor run --path task --agent $agent --env daytona --jobs-dir $agent --quiet --yes > $agent.log 2>&1 ||
        { cat $agent.log; exit 1; }
    echo "$agent $(cat $agent/*/*/verifier/reward.txt)"
    cat $agent/*/*/exception.txt 2> /dev/null && exit 1
done
exit 0
