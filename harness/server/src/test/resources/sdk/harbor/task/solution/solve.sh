#!/bin/sh
echo frozen > /app/state.txt
