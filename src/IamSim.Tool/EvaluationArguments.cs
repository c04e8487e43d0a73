using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using IamSim.Scenarios;

namespace IamSim.Tool;

/// <summary>The options that every command has which evaluates: <c>--lenient</c>, <c>--option</c> and <c>--now</c>.</summary>
internal sealed class EvaluationArguments
{
    private readonly Option<bool> _lenient = new("--lenient") { Description = "Compile policies as imported documents: what AWS would refuse today is a warning." };

    private readonly Option<EvaluationOptions> _options = new("--option")
    {
        Description = $"An evaluation option as name=true or name=false: {string.Join(", ", ScenarioOptions.Names)}.",
        CustomParser = ParseOptions,
        Arity = ArgumentArity.OneOrMore,
        HelpName = "name=value",
    };

    private readonly Option<DateTimeOffset?> _now = new("--now") { Description = "The time of requests that state none, such as 2026-01-31T12:00:00Z.", CustomParser = ParseNow, HelpName = "time" };

    public EvaluationArguments() => _options.CompletionSources.Add(static _ => ScenarioOptions.Names.Select(static name => new CompletionItem($"{name}=")));

    public void AddTo(Command command)
    {
        command.Options.Add(_lenient);
        command.Options.Add(_options);
        command.Options.Add(_now);
    }

    public EvaluationOptions Options(ParseResult parsed)
    {
        EvaluationOptions evaluation = parsed.GetValue(_options) ?? EvaluationOptions.Default;
        return parsed.GetValue(_lenient) ? evaluation with { Lenient = true } : evaluation;
    }

    public DateTimeOffset? Now(ParseResult parsed) => parsed.GetValue(_now);

    private static EvaluationOptions ParseOptions(ArgumentResult result)
    {
        EvaluationOptions options = EvaluationOptions.Default;
        foreach (Token token in result.Tokens)
        {
            int equals = token.Value.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? token.Value : token.Value[..equals];
            string value = equals < 0 ? "" : token.Value[(equals + 1)..];
            if (value is not ("true" or "false"))
            {
                result.AddError($"--option {token.Value}: expected {name}=true or {name}=false");
            }
            else if (ScenarioOptions.TrySet(options, name, value == "true") is { } varied)
            {
                options = varied;
            }
            else
            {
                result.AddError($"--option {token.Value}: there is no option '{name}': expected one of {string.Join(", ", ScenarioOptions.Names)}");
            }
        }

        return options;
    }

    private static DateTimeOffset? ParseNow(ArgumentResult result)
    {
        string text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (ScenarioReader.TryParseTime(text, out DateTimeOffset now))
        {
            return now;
        }

        result.AddError($"--now {text}: expected a time such as 2026-01-31T12:00:00Z");
        return null;
    }
}
