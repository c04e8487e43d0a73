using System.Text.Json;

namespace IamSim.Reliability.Exchange;

/// <summary>What another engine says about a scenario.</summary>
/// <param name="Id">The id of the scenario.</param>
/// <param name="Decision">A decision; <c>Denied</c> when the engine does not say which kind of denial; <c>Unsupported</c> when it cannot be asked.</param>
/// <param name="Note">Why it cannot be asked; <c>null</c> when nothing is said.</param>
internal sealed record ForeignAnswer(string Id, string Decision, string? Note)
{
    public const string Denied = "Denied";
    public const string Unsupported = "Unsupported";

    private static readonly string[] Decisions = [.. Enum.GetNames<DecisionKind>(), Denied, Unsupported];

    /// <summary>Whether this is the same answer as the library's.</summary>
    public bool Agrees(DecisionKind decision) => Decision == Denied ? decision != DecisionKind.Allowed : Decision == decision.ToString();

    /// <summary>Reads a file of answers, by id.</summary>
    /// <exception cref="FormatException">A line is not an answer, or answers what another line answers.</exception>
    public static Dictionary<string, ForeignAnswer> Read(string path)
    {
        var answers = new Dictionary<string, ForeignAnswer>(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            ForeignAnswer? answer = Parse(line);
            if (answer is null || !Decisions.Contains(answer.Decision) || !answers.TryAdd(answer.Id, answer))
            {
                throw new FormatException($"{path}, line {number}: expected an object with an 'id' of its own and a 'decision' that is one of {string.Join(", ", Decisions)}, but found {line}");
            }
        }

        return answers;
    }

    private static ForeignAnswer? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<ForeignAnswer>(line, JsonSerializerOptions.Web) is { Id: not null, Decision: not null } answer ? answer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
