using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Scenarios;
using IamSim.Tests.Reference;

namespace IamSim.Reliability.Exchange;

/// <summary>Writes random questions as scenarios that expect what the library answers, and reads every line back.</summary>
/// <param name="cases">How many scenarios.</param>
/// <param name="seed">The seed of the first.</param>
/// <param name="subjects">What they are about, in turn: names of <see cref="RandomQuestions.Subjects"/>.</param>
/// <param name="stateDerivedKeys">Whether context keys that the library derives are stated.</param>
/// <param name="defaultOptions">Whether every question is asked under the default options.</param>
internal sealed class ExportRun(int cases, int seed, IReadOnlyList<string> subjects, bool stateDerivedKeys, bool defaultOptions)
{
    private readonly SortedDictionary<string, int> _leftOut = new(StringComparer.Ordinal);
    private readonly int[] _answers = new int[Enum.GetValues<DecisionKind>().Length];
    private int _written;
    private int _lost;

    /// <summary>Writes; the result is an exit code.</summary>
    public int Write(string path)
    {
        if (subjects.FirstOrDefault(static name => RandomQuestions.Subjects.All(subject => subject.Subject != name)) is { } unknown)
        {
            Console.Error.WriteLine($"there is no subject '{unknown}': expected some of {string.Join(", ", RandomQuestions.Subjects.Select(static subject => subject.Subject))}");
            return 2;
        }

        var watch = Stopwatch.StartNew();
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        for (int number = 0; _written < cases; number++)
        {
            string subject = subjects[number % subjects.Count];
            Question question = RandomQuestions.Subjects.First(entry => entry.Subject == subject).Make(new Dice(unchecked(seed + number)));
            if (WriteLine($"{subject.Replace(' ', '-')}-{unchecked(seed + number)}", question) is { } line)
            {
                file.WriteLine(line);
                _written++;
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"export: {_written:N0} scenarios from seed {seed}; allowed {_answers[(int)DecisionKind.Allowed]:N0}, explicitly denied {_answers[(int)DecisionKind.ExplicitDeny]:N0}, "
            + $"implicitly denied {_answers[(int)DecisionKind.ImplicitDeny]:N0}; {_lost:N0} answered differently when read back; {watch.Elapsed.TotalSeconds:N0} s"));
        foreach ((string reason, int count) in _leftOut)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  left out {count:N0}: {reason}"));
        }

        return _lost == 0 ? 0 : 1;
    }

    /// <summary>The line of a question; <c>null</c>, and counted, when the format cannot say it, or the library does not compile it.</summary>
    private string? WriteLine(string id, Question question)
    {
        // What a resource policy hangs on is not stated in scenarios, it follows from the request.
        question = question with { Set = question.Set with { ResourcePolicyKind = question.Request.InferResourcePolicyKind() } };
        question = defaultOptions ? question with { Options = new EvaluationOptions { Lenient = question.Options.Lenient } } : question;
        if (ScenarioWriter.Inexpressible(question) is { } reason)
        {
            return LeaveOut(reason);
        }

        if (!Simulator.TryCompile(question.Set, question.Options, Question.Clock, out Simulator? simulator, out _))
        {
            return LeaveOut("policies that do not compile");
        }

        Explanation? explanation = stateDerivedKeys ? simulator.Explain(question.Request) : null;
        // Of several checks each derives its own.
        ImmutableArray<DerivedContextKey> derived = explanation is { Checks.Length: 1 } ? [.. explanation.DerivedKeys, .. NotReached(question)] : [];
        Decision decision = explanation?.Decision ?? simulator.Evaluate(question.Request);
        string line = ScenarioWriter.Write(id, question, derived, decision.Kind);
        _answers[(int)decision.Kind]++;
        Check(line, decision);
        return line;
    }

    // Keys that the library did not look at, because a statement fails before or a layer or all policies do not matter: the other engine may look at them.
    private static IEnumerable<DerivedContextKey> NotReached(Question question)
    {
        PolicyStatement[] statements = [.. question.Documents().SelectMany(static place => place.Document.Statements)];
        IEnumerable<PolicyValue> values = statements.SelectMany(static statement => statement.Condition?.Operators ?? []).SelectMany(static test => test.Keys).SelectMany(static key => key.Values)
            .Concat(statements.SelectMany(static statement => (statement.Resource ?? statement.NotResource)?.Values ?? []));
        IEnumerable<string> keys = statements.SelectMany(static statement => statement.Condition?.Operators ?? []).SelectMany(static test => test.Keys).Select(static key => key.Key.Text)
            .Concat(values.SelectMany(static value => value.Text.Split("${").Skip(1)).Select(static variable => variable.Split('}', ',')[0]));
        string tests = string.Join(',', keys.Distinct(AsciiFold.Comparer.Instance).Select(static key => $"{JsonSerializer.Serialize(key)}:\"\""));
        // No caller is exempt from the policy of an endpoint.
        string policy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{""" + tests + "}}}}";
        if (!PolicyDocument.TryParse(policy, null, out PolicyDocument? document, out _)
            || !Simulator.TryCompile(new PolicySet { VpcEndpoint = document, Organization = question.Set.Organization, ResourceOrganization = question.Set.ResourceOrganization }, question.Options with { Lenient = true }, Question.Clock, out Simulator? simulator, out _))
        {
            return [];
        }

        // Some keys are there for some actions only (CTX-6), so another action is asked about only where this one is settled.
        CheckExplanation asked = simulator.Explain(question.Request).Checks[0];
        bool isSettled = asked.Layers.All(static layer => layer.Statements.IsEmpty);
        return (isSettled ? simulator.Explain(question.Request with { Action = ActionName.Parse($"{question.Request.Service}:Nothing") }).Checks[0] : asked).Layers
            .SelectMany(static layer => layer.Statements)
            .SelectMany(static statement => statement.Elements.OfType<ConditionExplanation>())
            .Where(static test => test.Origin != ContextKeyOrigin.Stated && !test.Value.IsAbsent)
            .Select(static test => new DerivedContextKey(test.Key.Text, test.Value, test.Origin));
    }

    private string? LeaveOut(string reason)
    {
        _leftOut[reason] = _leftOut.GetValueOrDefault(reason) + 1;
        return null;
    }

    private void Check(string line, Decision decision)
    {
        ScenarioAnswer answer = ScenarioAnswer.Create(ScenarioReader.Read(new SourceText(line)));
        if (answer.Decision is { } read && read.Kind == decision.Kind && ScenarioAnswerWriter.NameOf(read) == ScenarioAnswerWriter.NameOf(decision))
        {
            return;
        }

        const int Shown = 5;
        if (_lost++ < Shown)
        {
            string faults = string.Join("; ", answer.Reading.InputErrors.Select(static fault => fault.Message).Concat(answer.PolicyErrors.Select(static fault => fault.Diagnostic.Message)));
            Console.Error.WriteLine($"written for {decision}, read back as {answer} {faults}\n{line}");
        }
    }
}
