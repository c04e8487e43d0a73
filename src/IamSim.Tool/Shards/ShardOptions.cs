using System.CommandLine;
using System.CommandLine.Parsing;
using IamSim.Tool.Batch;

namespace IamSim.Tool.Shards;

/// <summary>The options by which a batch writes parts of a share: <c>--out</c>, <c>--shard</c> and <c>--part-size</c>.</summary>
internal sealed class ShardOptions
{
    private readonly Option<string?> _folder = new("--out") { Description = "Write the answers as part files into this folder, each whole or not at all.", HelpName = "folder" };

    private readonly Option<ShardNumber> _shard = new("--shard")
    {
        Description = "Answer only this share of the questions, such as 3/64; needs --out.",
        CustomParser = ParseShard,
        DefaultValueFactory = static _ => new ShardNumber(1, 1),
        HelpName = "number/count",
    };

    private readonly Option<int> _partSize = new("--part-size") { Description = "How many questions a part has at most; needs --out.", DefaultValueFactory = static _ => ShardArguments.DefaultPartSize, HelpName = "number" };

    public ShardOptions() => _partSize.Validators.Add(static result => OptionBounds.RefuseBelow(result, 1));

    public void AddTo(Command command)
    {
        command.Options.Add(_folder);
        command.Options.Add(_shard);
        command.Options.Add(_partSize);
    }

    /// <summary>Refuses what does not go together.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="format">The format that it names; <c>null</c> for none.</param>
    /// <param name="others">The options that parts leave no room for.</param>
    public void Check(CommandResult result, string? format, params ReadOnlySpan<Option> others)
    {
        if (!IsGiven(result, _folder))
        {
            Option? lone = IsGiven(result, _shard) ? _shard : IsGiven(result, _partSize) ? _partSize : null;
            if (lone is not null)
            {
                result.AddError($"{lone.Name} is about part files: --out is missing");
            }

            if (format == "parquet")
            {
                result.AddError("--format parquet is for part files: --out is missing");
            }

            return;
        }

        foreach (Option other in others)
        {
            if (IsGiven(result, other))
            {
                result.AddError($"{other.Name} does not go with --out: parts are files of their own, in the order of the questions");
            }
        }

        if (format == "csv")
        {
            result.AddError("--format csv is not one of parts: expected ndjson or parquet; 'iamsim merge' makes CSV of either");
        }
    }

    /// <summary>Whether parts are asked for.</summary>
    public bool IsGiven(CommandResult result) => IsGiven(result, _folder);

    /// <summary>What the command line asks for; <c>null</c> when it does not ask for parts.</summary>
    public ShardArguments? Of(ParseResult parsed, BatchArguments batch, string format) => parsed.GetValue(_folder) is { } folder
        ? new ShardArguments(batch, folder, parsed.GetValue(_shard), parsed.GetValue(_partSize), format == "parquet" ? PartFormat.Parquet : PartFormat.Ndjson)
        : null;

    private static bool IsGiven(CommandResult command, Option option) => command.GetResult(option) is { Implicit: false };

    private static ShardNumber ParseShard(ArgumentResult result)
    {
        string text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (!ShardNumber.TryParse(text, out ShardNumber shard))
        {
            result.AddError($"--shard {text}: expected which of how many, such as 3/64, the first being 1/64");
        }

        return shard;
    }
}
