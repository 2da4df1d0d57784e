package dev.frostbench.suites.grading.parsers;

import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/// By which names a parser is asked for: those of repositories in 4.1.0, and version 5's names for parsers of several
/// repositories.
final class ParserNames {

    private static final List<Entry<String, String>> BY_REPOSITORY = List.of(
            Map.entry("astropy/astropy", "pytest_v2"),
            Map.entry("django/django", "django"),
            Map.entry("marshmallow-code/marshmallow", "pytest"),
            Map.entry("matplotlib/matplotlib", "matplotlib"),
            Map.entry("mwaskom/seaborn", "seaborn"),
            Map.entry("pallets/flask", "pytest"),
            Map.entry("psf/requests", "pytest_options"),
            Map.entry("pvlib/pvlib-python", "pytest"),
            Map.entry("pydata/xarray", "pytest"),
            Map.entry("pydicom/pydicom", "pytest_options"),
            Map.entry("pylint-dev/astroid", "pytest"),
            Map.entry("pylint-dev/pylint", "pytest_options"),
            Map.entry("pytest-dev/pytest", "pytest"),
            Map.entry("pyvista/pyvista", "pytest"),
            Map.entry("scikit-learn/scikit-learn", "pytest_v2"),
            Map.entry("sqlfluff/sqlfluff", "pytest"),
            Map.entry("sphinx-doc/sphinx", "pytest_v2"),
            Map.entry("sympy/sympy", "sympy"),
            Map.entry("redis/redis", "redis"),
            Map.entry("jqlang/jq", "jq"),
            Map.entry("nlohmann/json", "doctest"),
            Map.entry("micropython/micropython", "micropython_test"),
            Map.entry("valkey-io/valkey", "redis"),
            Map.entry("fmtlib/fmt", "googletest"),
            Map.entry("caddyserver/caddy", "gotest"),
            Map.entry("hashicorp/terraform", "gotest"),
            Map.entry("prometheus/prometheus", "gotest"),
            Map.entry("gohugoio/hugo", "gotest"),
            Map.entry("gin-gonic/gin", "gotest"),
            Map.entry("google/gson", "maven"),
            Map.entry("apache/druid", "maven"),
            Map.entry("javaparser/javaparser", "maven"),
            Map.entry("projectlombok/lombok", "ant"),
            Map.entry("apache/lucene", "gradle_custom"),
            Map.entry("reactivex/rxjava", "gradle_custom"),
            Map.entry("Automattic/wp-calypso", "calypso"),
            Map.entry("chartjs/Chart.js", "chart_js"),
            Map.entry("markedjs/marked", "marked"),
            Map.entry("processing/p5.js", "p5js"),
            Map.entry("diegomura/react-pdf", "react_pdf"),
            Map.entry("babel/babel", "jest"),
            Map.entry("vuejs/core", "vitest"),
            Map.entry("facebook/docusaurus", "jest"),
            Map.entry("immutable-js/immutable-js", "immutable_js"),
            Map.entry("mrdoob/three.js", "tap"),
            Map.entry("preactjs/preact", "karma"),
            Map.entry("axios/axios", "tap"),
            Map.entry("phpoffice/phpspreadsheet", "phpunit"),
            Map.entry("laravel/framework", "phpunit"),
            Map.entry("php-cs-fixer/php-cs-fixer", "phpunit"),
            Map.entry("briannesbitt/carbon", "phpunit"),
            Map.entry("jekyll/jekyll", "jekyll"),
            Map.entry("fluent/fluentd", "ruby_unit"),
            Map.entry("fastlane/fastlane", "rspec_transformed_json"),
            Map.entry("jordansissel/fpm", "rspec_transformed_json"),
            Map.entry("faker-ruby/faker", "ruby_unit"),
            Map.entry("rubocop/rubocop", "rspec_transformed_json"),
            Map.entry("burntsushi/ripgrep", "cargo"),
            Map.entry("sharkdp/bat", "cargo"),
            Map.entry("astral-sh/ruff", "cargo"),
            Map.entry("tokio-rs/tokio", "cargo"),
            Map.entry("uutils/coreutils", "cargo"),
            Map.entry("nushell/nushell", "cargo"),
            Map.entry("tokio-rs/axum", "cargo"));

    private ParserNames() {}

    static Optional<String> ofRepository(String repository) {
        return BY_REPOSITORY.stream().filter(entry -> entry.getKey().equals(repository)).map(Entry::getValue)
                .findFirst();
    }

    /// The parser of the first repository of that name, or whose name begins so: `flask`, `scikit`.
    static Optional<String> called(String name) {
        return BY_REPOSITORY.stream()
                .filter(entry -> entry.getKey().endsWith("/" + name) || entry.getKey().contains("/" + name + "-"))
                .map(Entry::getValue).findFirst();
    }
}
