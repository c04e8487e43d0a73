using IamSim.Environments;
using Spectre.Console;

namespace IamSim.Tool.Demo;

/// <summary>What the analyzer says to a question about the example organization.</summary>
/// <param name="Text">The answer in a few words.</param>
/// <param name="Color">Its color.</param>
/// <param name="Because">Why, in one line.</param>
internal sealed record OrganizationAnswer(string Text, Color Color, string Because)
{
    /// <summary>The answer about one request.</summary>
    public static OrganizationAnswer Of(AccessAnswer answer) => new(
        answer.State == AccessState.Depends ? "depends" : answer.Decision.Kind.ToString(), Terminal.ColorOf(answer.Decision.Kind), answer.Statement is { } statement ? $"by {Place(statement)}" : answer.DecisionText);

    /// <summary>A statement by its policy and its place, without the folder: a column of a table is narrow.</summary>
    public static string Place(DecidingStatement statement)
    {
        // What stands in a file as a string has lines of its own: the place of the string is what one can look up.
        SourcePlace place = statement.Policy.IsVerbatim ? statement.Place : statement.Policy.Place;
        string sid = statement.Sid is null || statement.Sid == statement.Policy.Name ? "" : $" ({statement.Sid})";
        return $"{statement.Policy.Name} at {Path.GetFileName(place.File)}:{place.Line}:{place.Column}{sid}";
    }
}
