using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Policies;
using IamSim.Tests.Reference;

namespace IamSim.Reliability;

/// <summary>A hash of everything that a user reads: whatever changes it without a change of the program is a fault.</summary>
internal static class Fingerprint
{
    /// <summary>Prints the hash; the result is an exit code.</summary>
    public static int Print(int questions, int seed, int threads, string culture)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        var texts = new string[questions];
        Parallel.For(0, questions, new ParallelOptions { MaxDegreeOfParallelism = threads }, index => texts[index] = Describe(index, seed));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        Console.WriteLine(Convert.ToHexStringLower(hash.GetHashAndReset()));
        return 0;
    }

    private static string Describe(int index, int seed)
    {
        var dice = new Dice(unchecked(seed + index));
        Question question = RandomQuestions.Subjects[index % RandomQuestions.Subjects.Count].Make(dice);
        var text = new StringBuilder();
        if (Simulator.TryCompile(question.Set, question.Options, Question.Clock, out Simulator? simulator, out IReadOnlyList<Diagnostic> findings))
        {
            Explanation explanation = simulator.Explain(question.Request);
            text.AppendLine(explanation.Decision.ToString())
                .AppendLine(explanation.ToText(ExplanationTextOptions.Default))
                .AppendLine(explanation.ToJson())
                .AppendLine(explanation.ToMarkdown())
                .AppendLine(simulator.EvaluatePartial(question.Request, UnknownContextKeys.Unstated).ToString());
        }

        foreach (Diagnostic finding in findings)
        {
            text.AppendLine(finding.ToDetailedString());
        }

        foreach ((string place, PolicyDocument document) in question.Documents())
        {
            string cut = document.ToJson();
            bool isWhole = PolicyDocument.TryParse(new SourceText(cut[..dice.Below(cut.Length)], place), out _, out IReadOnlyList<Diagnostic> faults);
            text.AppendLine(place).AppendLine(document.ToCanonicalJson()).AppendLine(isWhole ? "whole" : "cut").AppendJoin('\n', faults.Select(static fault => fault.ToDetailedString()));
        }

        return text.ToString();
    }
}
