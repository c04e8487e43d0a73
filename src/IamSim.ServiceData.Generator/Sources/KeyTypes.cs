namespace IamSim.ServiceData.Generator.Sources;

/// <summary>Reads AWS's names of the types of condition keys.</summary>
internal static class KeyTypes
{
    private const string Array = "ArrayOf";

    /// <summary>The key that types such as <c>ArrayOfString</c> describe; <c>null</c> when one is unknown.</summary>
    public static SourceConditionKey? Parse(string name, IReadOnlyList<string> types)
    {
        var parsed = new List<ConditionKeyType>();
        bool isMultivalued = false;
        foreach (string type in types)
        {
            isMultivalued |= type.StartsWith(Array, StringComparison.Ordinal);
            if (Parse(type.StartsWith(Array, StringComparison.Ordinal) ? type[Array.Length..] : type) is not { } one)
            {
                return null;
            }

            if (!parsed.Contains(one))
            {
                parsed.Add(one);
            }
        }

        return new SourceConditionKey(name, parsed.Count == 0 ? [ConditionKeyType.Unknown] : parsed, isMultivalued);
    }

    private static ConditionKeyType? Parse(string type) => type switch
    {
        "String" => ConditionKeyType.String,
        "Numeric" or "Long" or "Integer" => ConditionKeyType.Numeric,
        "Date" => ConditionKeyType.Date,
        "Bool" or "Boolean" => ConditionKeyType.Bool,
        "IPAddress" => ConditionKeyType.IPAddress,
        "ARN" or "Arn" => ConditionKeyType.Arn,
        "Binary" => ConditionKeyType.Binary,
        _ => null,
    };
}
