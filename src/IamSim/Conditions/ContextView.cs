namespace IamSim.Conditions;

/// <summary>A context value as an operator sees it, without copies.</summary>
internal readonly ref struct ContextView
{
    private ContextView(ReadOnlySpan<char> single, string[]? many)
    {
        Single = single;
        Many = many;
    }

    /// <summary>The text of a single-valued key.</summary>
    public ReadOnlySpan<char> Single { get; }

    /// <summary>The members of a multivalued key; <c>null</c> for a single-valued one.</summary>
    public string[]? Many { get; }

    public bool IsMultivalued => Many is not null;

    /// <summary>Whether AWS counts the value as null: an empty text, an empty list, or a list of empty texts (OQ-6).</summary>
    public bool IsNullSet
    {
        get
        {
            if (Many is null)
            {
                return Single.IsEmpty;
            }

            foreach (string value in Many)
            {
                if (value.Length > 0)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>A copy that may be kept.</summary>
    public ContextValue ToValue() => Many is null ? ContextValue.FromString(Single.ToString()) : ContextValue.Create(Many);

    public static ContextView Of(ReadOnlySpan<char> single) => new(single, null);

    public static ContextView Of(string[] many) => new(default, many);
}
