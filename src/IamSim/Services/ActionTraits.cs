using IamSim.Identifiers;

namespace IamSim.Services;

/// <summary>What the decision procedure has to know of an action, looked up once. Immutable; most actions share one instance.</summary>
internal sealed class ActionTraits
{
    private static readonly ActionTraits Ordinary = new("");
    private static readonly ActionTraits OrdinaryUnderResourceControl = new("") { IsUnderResourceControl = true };

    private ActionTraits(string service)
    {
        IsS3 = service == "s3";
        IsKms = service == "kms";
        IsSts = service == "sts";
        IsIam = service == "iam";
    }

    public bool IsS3 { get; }

    public bool IsKms { get; }

    public bool IsSts { get; }

    public bool IsIam { get; }

    public WellKnownAction WellKnown { get; private init; }

    /// <summary>Whether a rule knows the action by name or a row concerns it; all others follow the default procedure.</summary>
    public bool HasRules => WellKnown != WellKnownAction.None || Rows.Length > 0;

    /// <summary>RCP-5: whether resource control policies reach its service.</summary>
    public bool IsUnderResourceControl { get; private init; }

    /// <summary>CTX-6: whether AWS sends no keys of the resource's owner with it.</summary>
    public bool LacksResourceAccount { get; private init; }

    /// <summary>The deviations of its service that concern it; what they ask of the resource is still to be tested.</summary>
    public ServiceRow[] Rows { get; private init; } = [];

    public static ActionTraits Of(ActionIdentity action)
    {
        string service = action.Service;
        ServiceRow[] rows = Concerning(ServiceRows.For(service), action);
        WellKnownAction wellKnown = Recognize(action.Folded);
        bool controlled = ResourceControlServices.Contains(service);
        bool lacksAccount = ResourceAccountExceptions.Contains(action.Folded);
        if (rows.Length == 0 && wellKnown == WellKnownAction.None && !lacksAccount && service is not ("s3" or "kms" or "sts" or "iam"))
        {
            return controlled ? OrdinaryUnderResourceControl : Ordinary;
        }

        return new ActionTraits(service) { WellKnown = wellKnown, IsUnderResourceControl = controlled, LacksResourceAccount = lacksAccount, Rows = rows };
    }

    private static ServiceRow[] Concerning(ServiceRow[] rows, ActionIdentity action) =>
        rows.Length == 0 ? rows : Array.FindAll(rows, row => row.Concerns(action.Folded.AsSpan(action.Service.Length + 1)));

    private static WellKnownAction Recognize(string folded) => folded switch
    {
        "sts:getcalleridentity" => WellKnownAction.GetCallerIdentity,
        "sts:getsessiontoken" => WellKnownAction.GetSessionToken,
        "sts:assumerole" => WellKnownAction.AssumeRole,
        "sts:assumerolewithsaml" => WellKnownAction.AssumeRoleWithSaml,
        "sts:assumerolewithwebidentity" => WellKnownAction.AssumeRoleWithWebIdentity,
        "sts:tagsession" => WellKnownAction.TagSession,
        "sts:setsourceidentity" => WellKnownAction.SetSourceIdentity,
        "kms:retiregrant" => WellKnownAction.RetireGrant,
        "s3:getbucketpolicy" => WellKnownAction.GetBucketPolicy,
        "s3:putbucketpolicy" => WellKnownAction.PutBucketPolicy,
        "s3:deletebucketpolicy" => WellKnownAction.DeleteBucketPolicy,
        "execute-api:invoke" => WellKnownAction.InvokeApi,
        _ => WellKnownAction.None,
    };
}
