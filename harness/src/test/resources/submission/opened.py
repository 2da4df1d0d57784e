"""Opens what `submit` wrote with the tools it is for: submission, huggingface, evalplus and inspect folders as arguments."""
import json
import subprocess
import sys
from pathlib import Path

import yaml
from huggingface_hub import eval_result_entries_to_yaml, parse_eval_result_entries
from inspect_ai.log import read_eval_log, read_eval_log_sample_summaries
from sb_cli.submit import process_predictions

submission, huggingface, evalplus, inspect = map(Path, sys.argv[1:])

predictions = process_predictions(str(submission / "all_preds.jsonl"), [])
print("sb-cli", len(predictions), predictions[0]["model_name_or_path"])
metadata = yaml.safe_load((submission / "metadata.yaml").read_text())
results = json.loads((submission / "results/results.json").read_text())
resolved = [path.parent.name for path in sorted((submission / "logs").glob("*/report.json"))
            if json.loads(path.read_text())[path.parent.name]["resolved"]]
assert sorted(results["resolved"]) == resolved, (results, resolved)
print("metadata", metadata["info"]["name"], metadata["tags"]["checked"], len(resolved))

rows = yaml.safe_load(next((huggingface / ".eval_results").glob("*.yaml")).read_text())
entry = parse_eval_result_entries(rows)[0]
assert eval_result_entries_to_yaml([entry]) == rows
print("huggingface", entry.dataset_id, entry.task_id, entry.value)

file = next(evalplus.glob("*_eval_results.json"))
said = subprocess.run([str(Path(sys.executable).with_name("evalplus.evaluate")), "--dataset", "humaneval", "--samples",
                       str(file).replace("_eval_results.json", ".jsonl"), "--base-only"],
                      check=True, capture_output=True, text=True).stdout
assert "Load from previous results" in said, said
print("evalplus", said.split("pass@1:")[1].split()[0].replace("\x1b[0m", ""))

log = read_eval_log(str(next(inspect.glob("*.eval"))))
summaries = read_eval_log_sample_summaries(str(next(inspect.glob("*.eval"))))
assert [sample.id for sample in log.samples] == [summary.id for summary in summaries]
print("inspect", log.status, log.eval.model, len(log.samples), log.results.scores[0].metrics["accuracy"].value,
      log.samples[0].scores["frostbench"].value)
