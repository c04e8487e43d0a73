using System.CommandLine;

namespace IamSim.Tool.Shards;

/// <summary><c>iamsim merge DIR…</c>: makes one run of the parts of shards.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var folders = new Argument<string[]>("folder") { Description = "Folders that 'iamsim batch --out' wrote parts to, in any order.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string?>("--out", "-o") { Description = "Where the answers go; standard output if left out.", HelpName = "file" };
        var format = new Option<string>("--format") { Description = "How to write them.", DefaultValueFactory = static _ => "ndjson" };
        format.AcceptOnlyFromAmong("ndjson", "csv", "parquet");
        var partial = new Option<bool>("--partial") { Description = "Merge what there is although answers are missing." };
        var command = new Command("merge", "Merges the parts of shards, in the order of the questions and each answer once, and says which are missing.") { folders, output, format, partial };
        UnknownOptions.Refuse(folders, command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(output) is not { Implicit: false } && result.GetResult(format)?.Tokens.Any(static token => token.Value == "parquet") == true)
            {
                result.AddError("--format parquet is for a file: --out is missing");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            var arguments = new MergeArguments(parsed.GetValue(folders)!, parsed.GetValue(output), parsed.GetValue(format)!, parsed.GetValue(partial));
            // On a thread of its own, so that an interrupt ends the tool at once.
            return Task.Run(() => new MergeRun(arguments, cancellation).Run(), CancellationToken.None);
        });
        return command;
    }
}
