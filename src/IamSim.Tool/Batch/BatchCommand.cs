using System.CommandLine;
using System.CommandLine.Parsing;
using IamSim.Scenarios;
using IamSim.Tool.Shards;

namespace IamSim.Tool.Batch;

/// <summary><c>iamsim batch FILE</c>: answers many requests.</summary>
internal static class BatchCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "Requests, one a line: .ndjson, .csv, or - for standard input; without --policies a scenario on every line." };
        var policies = new Option<string?>("--policies") { Description = "The policies that all requests are asked of: a scenario without its request, or its policies alone.", HelpName = "file" };
        var input = new Option<string>("--input") { Description = "What the input is; auto goes by the name of the file.", DefaultValueFactory = static _ => "auto" };
        input.AcceptOnlyFromAmong("auto", "ndjson", "csv");
        var format = new Option<string>("--format") { Description = "How to answer.", DefaultValueFactory = static _ => "ndjson" };
        format.AcceptOnlyFromAmong("ndjson", "csv", "parquet");
        var output = new Option<string?>("--output", "-o") { Description = "Where the answers go; standard output if left out.", HelpName = "file" };
        var threads = new Option<int?>("--threads") { Description = "How many blocks of lines are answered at once; as many as there are processors if left out.", HelpName = "number" };
        threads.Validators.Add(result => OptionBounds.RefuseBelow(result, 1));
        var unordered = new Option<bool>("--unordered") { Description = "Write answers as they are ready, not in the order of the input." };
        var from = new Option<long?>("--from") { Description = "Begin at this offset of the input, in bytes, which a stopped run names; add to the output.", HelpName = "offset" };
        from.Validators.Add(result => OptionBounds.RefuseBelow(result, 0));
        var resume = new Option<bool>("--resume") { Description = "Go on behind the answers that the output holds, or with the parts that are missing; begin if there is none." };
        var shards = new ShardOptions();
        var evaluation = new EvaluationArguments();
        var command = new Command("batch", "Answers many requests, in parallel, in memory that does not grow with their number.") { file, policies, input, format, output, threads, unordered, from, resume };
        shards.AddTo(command);
        evaluation.AddTo(command);
        UnknownOptions.Refuse(file, command);
        // By their tokens: what cannot be read is refused elsewhere.
        command.Validators.Add(result =>
        {
            shards.Check(result, Token(result, format), output, from, unordered);
            if (IsGiven(result, resume) && !shards.IsGiven(result) && (!IsGiven(result, output) || IsGiven(result, from)))
            {
                result.AddError("--resume goes on behind the answers of a file: it needs --output, and no --from; or --out");
            }

            if (IsCsv(Token(result, input), Token(result, file)) && !IsGiven(result, policies))
            {
                result.AddError("requests in CSV carry no policies: --policies is missing");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            var arguments = new BatchArguments
            {
                Input = parsed.GetValue(file)!,
                IsCsv = IsCsv(parsed.GetValue(input), parsed.GetValue(file)),
                Policies = parsed.GetValue(policies),
                Format = parsed.GetValue(format) == "csv" ? new CsvAnswers() : new NdjsonAnswers(),
                Output = parsed.GetValue(output),
                Threads = parsed.GetValue(threads),
                IsOrdered = !parsed.GetValue(unordered),
                From = parsed.GetValue(from),
                Resumes = parsed.GetValue(resume),
                Reader = new ScenarioReaderOptions { Evaluation = evaluation.Options(parsed), Now = evaluation.Now(parsed) },
            };
            ShardArguments? share = shards.Of(parsed, arguments, parsed.GetValue(format)!);
            // On a thread of its own, so that an interrupt ends the tool also while it waits for input.
            return Task.Run(() => share is null ? new BatchRun(arguments, cancellation).Run() : new ShardRun(share, cancellation).Run(), CancellationToken.None);
        });
        return command;
    }

    private static bool IsCsv(string? input, string? file) =>
        input == "csv" || (input is "auto" or null && file is not null && file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase));

    private static bool IsGiven(CommandResult command, Option option) => command.GetResult(option) is { Implicit: false };

    private static string? Token(CommandResult command, Symbol symbol) => command.Children.FirstOrDefault(child => child is OptionResult option ? option.Option == symbol : child is ArgumentResult argument && argument.Argument == symbol)?.Tokens.Select(static token => token.Value).FirstOrDefault();
}
