namespace IamSim.Environments;

/// <summary>The zone of trust: what counts as outside.</summary>
public enum AccessScope
{
    /// <summary>Everybody who is not of the organization; without one, of the accounts of the environment. The default.</summary>
    Organization,

    /// <summary>Everybody who is not of the account that owns the resource.</summary>
    Account,
}
