using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Services;

namespace IamSim.Evaluation;

/// <summary>Grants on a KMS key, which stand beside the key policy and only allow (KMS-6).</summary>
internal static class KmsGrants
{
    public const string ContextPrefix = "kms:EncryptionContext:";

    public static GrantClass Best(in AuthorizationCheck check, EvaluationContext context)
    {
        var best = GrantClass.None;
        foreach (KmsGrant grant in check.Resource.KmsGrants)
        {
            GrantClass reached = Reach(grant, check.Request, context);
            best = reached > best ? reached : best;
        }

        return best;
    }

    /// <summary>How one grant reaches the caller. Whether it meets a constraint that depends on an unknown key is as the context assumes.</summary>
    public static GrantClass Reach(KmsGrant grant, AccessRequest request, EvaluationContext context)
    {
        ReadOnlySpan<char> operation = request.Action.Name;
        GrantClass uses = Holds(grant, operation) && MeetsConstraint(grant, operation, request.Context, context) ? ReachAsGrantee(grant, request) : GrantClass.None;
        GrantClass retires = grant.RetiringPrincipal is { } retiring && AsciiFold.Equals(operation, "RetireGrant") ? Reach(grant.Retiring, retiring, request.Principal) : GrantClass.None;
        return retires > uses ? retires : uses;
    }

    /// <summary>How a grant names the caller as its grantee, whatever it holds.</summary>
    public static GrantClass ReachAsGrantee(KmsGrant grant, AccessRequest request) => Reach(grant.Grantee, grant.GranteePrincipal, request.Principal);

    // A role stands for all its sessions, and an account leaves the decision to its own policies.
    private static GrantClass Reach(Principal? grantee, string written, Principal caller)
    {
        if (grantee is null)
        {
            return GrantClass.None;
        }

        // PRIN-11: an ARN of another partition names another account; a bare account id has none.
        bool samePartition = grantee.Partition == caller.Partition || AccountId.IsValid(written);
        bool sameAccount = caller.HasAccount && grantee.AccountId == caller.AccountId && samePartition;
        return grantee.Kind switch
        {
            PrincipalKind.Root => sameAccount ? GrantClass.Account : GrantClass.None,
            PrincipalKind.Role => sameAccount && caller.IsRoleSession && grantee.Name == caller.Name ? GrantClass.Direct : GrantClass.None,
            _ => grantee.Text == caller.Text ? GrantClass.Direct : GrantClass.None,
        };
    }

    /// <summary>Whether a grant holds an operation, given without service prefix.</summary>
    public static bool Holds(KmsGrant grant, ReadOnlySpan<char> operation)
    {
        foreach (string name in grant.Operations)
        {
            if (AsciiFold.Equals(name, operation))
            {
                return KmsGrantOperations.Contains(name);
            }
        }

        return false;
    }

    // The constraints concern operations that take an encryption context; a grant may hold others beside them.
    private static bool MeetsConstraint(KmsGrant grant, ReadOnlySpan<char> operation, RequestContext stated, EvaluationContext context) =>
        AsciiFold.Equals(operation, "DescribeKey")
        || AsciiFold.Equals(operation, "RetireGrant")
        || (context.HasUnknowns && UnknownEncryptionContext.Decides(grant, stated, context) ? context.AssumesUnknown : MeetsConstraint(grant, stated));

    private static bool MeetsConstraint(KmsGrant grant, RequestContext context) =>
        (grant.EncryptionContextSubset is null || ContainsAll(context, grant.EncryptionContextSubset))
        && (grant.EncryptionContextEquals is null || (ContainsAll(context, grant.EncryptionContextEquals) && Count(context) == grant.EncryptionContextEquals.Count));

    private static bool ContainsAll(RequestContext context, ImmutableDictionary<string, string> pairs)
    {
        foreach ((string key, string value) in pairs)
        {
            if (!Contains(context, key, value))
            {
                return false;
            }
        }

        return true;
    }

    // In a constraint the key of a pair compares without case, its value with case.
    public static bool Contains(RequestContext context, string key, string value)
    {
        foreach (NameTable<ContextValue>.Entry pair in context.Entries)
        {
            string name = pair.Name.Text;
            if (IsEncryptionContext(name) && AsciiFold.Equals(name.AsSpan(ContextPrefix.Length), key))
            {
                return string.Equals(pair.Value.Single, value, StringComparison.Ordinal);
            }
        }

        return false;
    }

    private static int Count(RequestContext context)
    {
        int count = 0;
        foreach (NameTable<ContextValue>.Entry pair in context.Entries)
        {
            count += IsEncryptionContext(pair.Name.Text) && !pair.Value.IsAbsent ? 1 : 0;
        }

        return count;
    }

    public static bool IsEncryptionContext(string name) =>
        name.Length > ContextPrefix.Length && AsciiFold.Equals(name.AsSpan(0, ContextPrefix.Length), ContextPrefix);
}
