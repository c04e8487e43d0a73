using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.Identifiers;

namespace IamSim.Environments.Questions;

/// <summary>The context keys whose values differ from caller to caller, for one caller. Not thread-safe.</summary>
/// <param name="ownsResource">Whether the resource is taken to belong to the caller's account.</param>
internal sealed class CallerSource(bool ownsResource) : ContextSource
{
    public Principal Caller { get; set; } = Principal.Anonymous;

    public override bool UnmapsIPv4 => false;

    /// <summary>Whether a key is among them. Keys that follow from the kind of the caller or from its organization are told apart besides.</summary>
    public bool Knows(ContextKey key) => key.Global is GlobalKey.PrincipalArn or GlobalKey.PrincipalAccount or GlobalKey.PrincipalTag or GlobalKey.UserId or GlobalKey.UserName
        || (ownsResource && key.Global == GlobalKey.ResourceAccount);

    /// <summary>The value; <c>null</c> when it is absent or not known.</summary>
    public string? ValueOf(ContextKey key) => key.Global switch
    {
        // STS-12
        GlobalKey.PrincipalTag => Caller.SessionTagPairs.Find(key.FoldedTag) ?? Caller.TagPairs.Find(key.FoldedTag),
        GlobalKey.ResourceAccount => Caller.HasAccount ? Caller.AccountId : null,
        _ => PrincipalKeys.Derive(Caller, key.Global),
    };

    public override bool TryGet(ContextKey key, out ContextView view)
    {
        string? value = ValueOf(key);
        view = ContextView.Of(value);
        return value is not null;
    }

    public override bool IsUnknown(ContextKey key) => false;
}
