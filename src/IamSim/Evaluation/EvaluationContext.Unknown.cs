using IamSim.Conditions;
using IamSim.Identifiers;

namespace IamSim.Evaluation;

/// <content>Which keys nobody knows, in a partial evaluation.</content>
internal sealed partial class EvaluationContext
{
    private const string RequestTagPrefix = "aws:RequestTag/";

    private static readonly ContextKey CalledViaKey = new("aws:CalledVia");

    public override bool IsUnknown(ContextKey key)
    {
        if (_unknowns!.Contains(key.Name))
        {
            return true;
        }

        if (_request!.Context.TryGetValue(key, out _))
        {
            return false;
        }

        return key.Global switch
        {
            // CTX-8.
            GlobalKey.CalledViaFirst or GlobalKey.CalledViaLast or GlobalKey.ViaAwsService => IsUnknown(CalledViaKey),
            // CTX-4.
            GlobalKey.TagKeys => _unknowns.MayContain(RequestTagPrefix) || (_unknowns.IncludesUnstated && _request.RequestTags.IsEmpty),
            _ => _unknowns.IncludesUnstated && !Settles(key.Global) && !TryDerive(key, out _),
        };
    }

    // Of a key that is said to be unknown, nothing is known.
    public override KnownEnds? EndsOf(ContextKey key) => _unknowns!.Contains(key.Name) ? null : PrincipalKeys.EndsOf(_request!.Principal, key);

    /// <summary>Whether a key that begins with a text may be unknown.</summary>
    public bool MayHaveUnknown(string prefix) => _unknowns!.IncludesUnstated || _unknowns.MayContain(prefix);

    /// <summary>Whether the value of a key comes from the resource, so that it differs from one resource of a request to the next.</summary>
    public bool ComesFromResource(ContextKey key) => !_request!.Context.TryGetValue(key, out _)
        && key.Global is GlobalKey.ResourceTag or GlobalKey.ResourceAccount or GlobalKey.ResourceOrgId or GlobalKey.ResourceOrgPaths
            or GlobalKey.DataAccessPointArn or GlobalKey.DataAccessPointAccount;

    // Tables 3.1 to 3.3: whether what is not derived cannot be there either. Everything else the request leaves open.
    private bool Settles(GlobalKey key) => key switch
    {
        GlobalKey.PrincipalArn or GlobalKey.PrincipalAccount or GlobalKey.PrincipalType or GlobalKey.PrincipalIsAwsService or GlobalKey.PrincipalServiceName
            or GlobalKey.PrincipalServiceNamesList or GlobalKey.UserName => true,
        GlobalKey.UserId => _request!.Principal.Kind is not (PrincipalKind.User or PrincipalKind.Role or PrincipalKind.RoleSession),
        GlobalKey.FederatedProvider => _request!.Principal.Kind is not (PrincipalKind.Role or PrincipalKind.RoleSession),
        GlobalKey.PrincipalTag or GlobalKey.PrincipalOrgId or GlobalKey.PrincipalOrgPaths => !_request!.Principal.HasAccount,
        GlobalKey.SourceArn or GlobalKey.SourceAccount => _request!.Principal.Kind != PrincipalKind.Service,
        GlobalKey.ResourceAccount or GlobalKey.ResourceOrgId or GlobalKey.ResourceOrgPaths => !SendsResourceAccount,
        GlobalKey.DataAccessPointArn or GlobalKey.DataAccessPointAccount => _resource!.AccessPointArn is null,
        GlobalKey.RequestTag => !_request!.RequestTags.IsEmpty,
        _ => false,
    };
}
