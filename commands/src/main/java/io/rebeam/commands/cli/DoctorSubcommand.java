package io.rebeam.commands.cli;

import picocli.CommandLine.Command;

/** {@code rebeam doctor}. */
@Command(
    sortOptions = false,
    name = "doctor",
    customSynopsis = "rebeam doctor",
    description = "Tell what rebeam runs on here, and what is slow or missing.",
    optionListHeading = "%nOptions:%n")
final class DoctorSubcommand {}
