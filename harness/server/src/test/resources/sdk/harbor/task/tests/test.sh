#!/bin/sh
if [ -f /app/begun ] && [ "$(cat /app/state.txt)" = frozen ]; then reward=1; else reward=0; fi
mkdir -p /logs/verifier && echo $reward > /logs/verifier/reward.txt
