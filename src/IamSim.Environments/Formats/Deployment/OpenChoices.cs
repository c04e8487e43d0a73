using System.Collections.Immutable;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>Takes apart values that hold a choice between two: what they are where its condition holds, and where it does not.</summary>
internal static class OpenChoices
{
    /// <summary>The symbols of the conditions, each once, the first one first.</summary>
    public static IEnumerable<string> Symbols(DeployedValue value) => All(value).Distinct(StringComparer.Ordinal);

    /// <summary>A value as it is with one condition settled; <c>null</c> for none.</summary>
    /// <param name="value">The value.</param>
    /// <param name="symbol">The symbol of the condition.</param>
    /// <param name="holds">Whether it holds.</param>
    public static DeployedValue? Settle(DeployedValue? value, string symbol, bool holds)
    {
        if (value is null or { IsOpen: false })
        {
            return value;
        }

        switch (value.Kind)
        {
            case DeployedKind.Choice when value.Text == symbol:
                return Settle(value.Items[holds ? 0 : 1], symbol, holds);
            case DeployedKind.Choice:
                (DeployedValue? one, DeployedValue? other) = (Settle(value.Items[0], symbol, holds), Settle(value.Items[1], symbol, holds));
                return one is null && other is null ? null : DeployedValue.OfChoice(value.Origin, value.Text, one, other);
            case DeployedKind.List:
                return DeployedValue.OfList(value.Origin, value.Items.SelectMany(item => Spread(Settle(item, symbol, holds), item!)).OfType<DeployedValue>());
            case DeployedKind.Map:
                return DeployedValue.OfMap(value.Origin, from member in value.Members let settled = Settle(member.Value, symbol, holds) where settled is not null select KeyValuePair.Create(member.Key, settled));
            default:
                return value;
        }
    }

    // A way that is a list stands for its items.
    private static ImmutableArray<DeployedValue?> Spread(DeployedValue? settled, DeployedValue item) => settled switch
    {
        null => [],
        { Kind: DeployedKind.List } when item.Kind == DeployedKind.Choice => settled.Items,
        _ => [settled],
    };

    private static IEnumerable<string> All(DeployedValue? value) => value switch
    {
        null or { IsOpen: false } => [],
        { Kind: DeployedKind.Choice } => value.Items.SelectMany(All).Prepend(value.Text),
        { Kind: DeployedKind.Map } => value.Members.SelectMany(static member => All(member.Value)),
        _ => value.Items.SelectMany(All),
    };
}
