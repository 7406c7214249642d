package io.rebeam.commands.cli;

import picocli.CommandLine.Command;

/** {@code rebeam schema}. */
@Command(
    sortOptions = false,
    name = "schema",
    customSynopsis = "rebeam schema",
    description = "Print the JSON schema of what is written with --json.",
    optionListHeading = "%nOptions:%n")
final class SchemaSubcommand {}
