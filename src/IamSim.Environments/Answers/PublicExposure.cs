namespace IamSim.Environments;

/// <summary>Whether anyone can have an access.</summary>
public enum PublicExposure
{
    /// <summary>Only known callers can: a fixed organization, account, network or source stands between. The default.</summary>
    NotPublic,

    /// <summary>Anyone can who meets conditions that are anyone's choice.</summary>
    UnderConditions,

    /// <summary>Anyone can.</summary>
    Public,
}
