using System.CommandLine;
using System.CommandLine.Parsing;
using IamSim.Tool;

ParseResult parsed = CommandTree.Create().Parse(args);
if (parsed.Errors.Count > 0 && !CompletionCommand.IsSuggestion(args))
{
    foreach (ParseError error in parsed.Errors)
    {
        Console.Error.WriteLine($"iamsim: {error.Message}");
    }

    Console.Error.WriteLine("iamsim: see 'iamsim --help' or 'iamsim COMMAND --help'");
    return ExitCode.CannotAnswer;
}

return await parsed.InvokeAsync().ConfigureAwait(false);
