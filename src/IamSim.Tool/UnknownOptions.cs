using System.CommandLine;
using System.CommandLine.Parsing;
using IamSim.Diagnostics;

namespace IamSim.Tool;

/// <summary>Refuses misspelled options, which an argument that takes files would otherwise swallow.</summary>
internal static class UnknownOptions
{
    /// <summary>Makes an argument of a command refuse tokens that look like options, unless there is a file of that name.</summary>
    public static void Refuse(Argument files, Command command) => files.Validators.Add(result =>
    {
        foreach (Token token in result.Tokens)
        {
            if (token.Value.StartsWith("--", StringComparison.Ordinal) && !File.Exists(token.Value))
            {
                string? closest = Suggestion.Closest(token.Value, command.Options.Select(static option => option.Name));
                result.AddError($"unknown option '{PrintableText.Line(token.Value)}'{(closest is null ? "" : $": did you mean '{closest}'?")}");
            }
        }
    });
}
