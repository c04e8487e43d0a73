namespace IamSim.Testing;

/// <summary>A changed statement, as far as it concerns one action. Immutable.</summary>
/// <param name="Action">The action, folded.</param>
/// <param name="Before">As it is; <c>null</c> when it does not cover the action.</param>
/// <param name="After">As it becomes; <c>null</c> when it does not cover the action or is gone.</param>
/// <param name="IsOfEntries">Whether it differs in nothing but what its entries of Action and Resource cover.</param>
internal sealed record ChangedForms(string Action, StatementForm? Before, StatementForm? After, bool IsOfEntries)
{
    /// <summary>Whether both match the same of what a pattern stands for.</summary>
    public bool AreSameWithin(string pattern) => (Before is null && After is null) || (IsOfEntries && StatementForm.AreSameWithin(pattern, Before, After));

    /// <summary>Whether everything of a pattern that one of them may match is within some other patterns.</summary>
    public bool AreWithin(IReadOnlyList<string> others, string pattern) => new[] { Before, After }.All(form => form is null
        || (form.NamesResources && form.Resources.All(entry => !EntryCover.MeetsArn(entry, pattern) || others.Any(other => EntryCover.CoversResource(other, entry)))));

    /// <summary>Whether both match requests without a resource alike.</summary>
    public bool AreSameWithoutResource => (Before is null && After is null) || (IsOfEntries && (Before?.CoversResource("*") ?? false) == (After?.CoversResource("*") ?? false));

    /// <summary>Whether they may differ on something that both an entry of another statement and a pattern match.</summary>
    public bool MayDifferOn(string entry, string pattern) =>
        EntryCover.MeetsArn(entry, pattern)
        && ((Before?.MayMeet(entry) ?? false) || (After?.MayMeet(entry) ?? false))
        && !(IsOfEntries && Before is not null && After is not null && Before.CoversResource(entry) && After.CoversResource(entry));
}
