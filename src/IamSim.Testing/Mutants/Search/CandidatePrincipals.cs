using IamSim.Compilation;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Testing.Mutants.Search;

/// <summary>Callers by which a change of Principal may be told: whom the statements name, whom the suite knows, somebody of their accounts, strangers.</summary>
/// <param name="environment">Where there are principals; <c>null</c> when the policies are given one by one.</param>
/// <param name="usual">Callers of the suite.</param>
internal sealed class CandidatePrincipals(AwsEnvironment? environment, IReadOnlyList<Principal> usual)
{
    private const int Most = 16;
    private const int MostOfAccount = 3;

    private static readonly Principal Stranger = Principal.Parse("arn:aws:iam::999988887777:role/stranger");

    /// <summary>The callers; nobody where no statement names any.</summary>
    public IEnumerable<Principal> Find(IEnumerable<CompiledStatement> statements)
    {
        PolicyStatement[] naming = [.. statements.Where(static statement => statement.Principals is not null).Select(static statement => statement.Source)];
        return naming.Length == 0 ? [] : naming.SelectMany(Named).Concat(usual).Append(Stranger).Append(Principal.Anonymous).DistinctBy(static principal => principal.Text, StringComparer.Ordinal).Take(Most);
    }

    private IEnumerable<Principal> Named(PolicyStatement statement) =>
        from @group in (statement.Principal ?? statement.NotPrincipal)?.Groups ?? []
        from value in @group.Values
        from principal in Read(@group.Kind.Text, value.Text)
        select principal;

    private IEnumerable<Principal> Read(string kind, string text)
    {
        if (kind == "Federated")
        {
            return Principal.TryParseFederatedProvider(text, out Principal? provider) ? [provider] : [];
        }

        string account = AccountId.IsValid(text) ? text : Arn.TryParse(text, out Arn arn) && AccountId.IsValid(arn.AccountId) ? arn.AccountId.ToString() : "";
        IEnumerable<Principal> named = Principal.TryParse(text, out Principal? principal) && principal.Kind != PrincipalKind.Root ? [principal] : [];
        return account.Length == 0 ? named : named.Concat(OfAccount(account));
    }

    private Principal[] OfAccount(string account)
    {
        Principal[] known = [.. (environment?.Principals ?? []).Where(one => one.AccountId == account).Take(MostOfAccount).Select(static one => Principal.Parse(one.Arn))];
        return known.Length > 0 ? known : [Principal.Parse($"arn:aws:iam::{account}:role/example")];
    }
}
