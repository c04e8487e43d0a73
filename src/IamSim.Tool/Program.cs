using System.CommandLine;
using System.CommandLine.Parsing;
using IamSim.Tool;

// A value may begin with @, as names of sessions and files do: it is no file of further arguments.
ParseResult parsed = CommandTree.Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0 && !CompletionCommand.IsSuggestion(args))
{
    foreach (ParseError error in parsed.Errors)
    {
        Console.Error.WriteLine($"iamsim: {error.Message}");
    }

    Console.Error.WriteLine("iamsim: see 'iamsim --help' or 'iamsim COMMAND --help'");
    return ExitCode.CannotAnswer;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
}
// A fault of the tool is no answer, least of all "denied", which is what a crash would otherwise look like to a shell.
catch (Exception exception) when (exception is not OperationCanceledException)
{
    Console.Error.WriteLine($"iamsim: internal error, please report it: {exception}");
    return ExitCode.CannotAnswer;
}
