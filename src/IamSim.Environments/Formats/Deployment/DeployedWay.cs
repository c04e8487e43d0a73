using System.Collections.Immutable;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>A value that stands there always, or only where conditions that nobody knows yet turn out in one way.</summary>
/// <param name="Value">The value, which is no list and no choice.</param>
/// <param name="Under">The symbols of the conditions, the outermost first, and whether they have to hold. Empty for a value that is certain.</param>
internal readonly record struct DeployedWay(DeployedValue Value, ImmutableArray<KeyValuePair<string, bool>> Under)
{
    public bool IsCertain => Under.IsEmpty;

    /// <summary>This way, if one thing more holds.</summary>
    /// <param name="symbol">The symbol of what has to hold.</param>
    public DeployedWay If(string symbol) => this with { Under = Under.Add(KeyValuePair.Create(symbol, true)) };

    /// <summary>A content that is there where the value is: itself, or a choice between it and nothing.</summary>
    public DeployedValue Guard(DeployedValue content)
    {
        for (int i = Under.Length - 1; i >= 0; i--)
        {
            content = DeployedValue.OfChoice(content.Origin, Under[i].Key, Under[i].Value ? content : null, Under[i].Value ? null : content);
        }

        return content;
    }
}
