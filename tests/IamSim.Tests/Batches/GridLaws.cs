using System.Collections.Immutable;
using IamSim.Batches;
using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Tests.Properties;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Batches;

public sealed class GridLaws
{
    [Fact]
    public void A_cell_is_what_its_request_gets() => CheckCells(RandomQuestions.Strict, 250, 1);

    [Fact]
    public void A_cell_is_what_its_request_gets_about_buckets() => CheckCells(RandomQuestions.S3, 150, 1);

    [Fact]
    public void A_cell_is_what_its_request_gets_about_keys() => CheckCells(RandomQuestions.Kms, 150, 2);

    [Fact]
    public void A_resource_said_to_belong_to_nobody_is_not_like_one_whose_owner_is_left_out()
    {
        Principal alice = Principal.Parse("arn:aws:iam::111122223333:user/alice");
        var grid = new AccessGrid([new GridPrincipal(Simulator.Compile(new PolicySet { Identity = [Everything("Allow")] }), alice)], ["s3:GetObject"], ["arn:aws:s3:::b", new RequestResource("arn:aws:s3:::b") { OwnerAccount = "" }]);
        var decisions = new Decision[2];

        grid.Evaluate(decisions, 1, TestContext.Current.CancellationToken);

        Assert.Equal([DecisionKind.Allowed, DecisionKind.ImplicitDeny], decisions.Select(static decision => decision.Kind));
    }

    [Fact]
    public void A_grid_refuses_room_that_is_too_small()
    {
        var grid = new AccessGrid([new GridPrincipal(Simulator.Compile(new PolicySet()), Principal.Anonymous)], ["s3:GetObject", "s3:PutObject"], ["*"]);

        Assert.Equal("there is not room for the answers (Parameter 'decisions')", Assert.Throws<ArgumentException>(() => grid.Evaluate(new Decision[1], 1, TestContext.Current.CancellationToken)).Message);
        Assert.Equal("there is not room for the answers (Parameter 'decisions')", Assert.Throws<ArgumentException>(() => grid.Evaluate(0, new Decision[1])).Message);
        Assert.Throws<ArgumentOutOfRangeException>("principal", () => grid.Evaluate(1, new Decision[2]));
        Assert.Throws<ArgumentOutOfRangeException>("principal", () => grid.Evaluate(-1, new Decision[2]));
        Assert.Equal("an action is default (Parameter 'actions')", Assert.Throws<ArgumentException>(static () => new AccessGrid([], [default], [])).Message);
        Assert.Equal("a caller is null (Parameter 'principals')", Assert.Throws<ArgumentException>(static () => new AccessGrid([null!], [], [])).Message);
        Assert.Equal("a resource is null (Parameter 'resources')", Assert.Throws<ArgumentException>(static () => new AccessGrid([], [], [null!])).Message);
        Assert.Equal("an action is default (Parameter 'actions')", Assert.Throws<ArgumentException>(static () => new ActionUniverse([default])).Message);
        Assert.Equal("a caller is null (Parameter 'principals')", Assert.Throws<ArgumentException>(static () => new ActionUniverse([]).ComputeMatrix([null!], cancellationToken: TestContext.Current.CancellationToken)).Message);
        Assert.Equal("1 principals × 2 actions × 1 resources", grid.ToString());
    }

    [Fact]
    public void A_row_is_what_the_whole_grid_has_of_its_caller_and_leaves_the_rest_alone()
    {
        GridPrincipal[] rows = [.. new[] { "s3:GetObject", "sqs:*" }.Select(static action => new GridPrincipal(
            Simulator.Compile(new PolicySet { Identity = [PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]}""")] }), Principal.Parse("arn:aws:iam::111122223333:user/alice")))];
        var grid = new AccessGrid([.. rows], ["s3:GetObject", "sqs:SendMessage"], ["*", "arn:aws:sqs:eu-west-1:111122223333:q", "arn:aws:s3:::b"]);
        var all = new Decision[grid.Count];
        var row = new Decision[7];

        grid.Evaluate(all, 1, TestContext.Current.CancellationToken);
        grid.Evaluate(1, row);

        Assert.Equal(all[6..], row[..6]);
        Assert.NotEqual(all[..6], row[..6]);
        Assert.Equal(default, row[6]);
        Assert.Equal([false, false, false, true, true, true], row[..6].Select(static decision => decision.IsAllowed));
        Assert.StartsWith("arn:aws:iam::111122223333:user/alice: Simulator of ", rows[0].ToString(), StringComparison.Ordinal);
    }

    /// <summary>Resources of one owner are alike only as far as no statement and no rule looks at them.</summary>
    [Fact]
    public void Resources_that_a_statement_or_a_rule_tells_apart_have_answers_of_their_own()
    {
        PolicyDocument own = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:*","sqs:*"],"Resource":"*"},{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b"}]}""");
        ImmutableArray<RequestResource> resources = ["arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX", "arn:aws:s3:::c", "arn:aws:s3:::b"];
        var grid = new AccessGrid([new GridPrincipal(Simulator.Compile(new PolicySet { Identity = [own] }), Principal.Parse("arn:aws:iam::111122223333:user/alice"))], ["iam:DeleteRole", "s3:ListBucket", "sqs:SendMessage"], resources);
        var decisions = new Decision[grid.Count];

        grid.Evaluate(decisions, 1, TestContext.Current.CancellationToken);

        Assert.Equal([true, false], decisions[..2].Select(static decision => decision.IsAllowed));
        Assert.Equal([false, false, false, true], decisions[4..8].Select(static decision => decision.IsAllowed));
        Assert.All(decisions[8..], static decision => Assert.True(decision.IsAllowed));
    }

    [Fact]
    public void A_grid_or_matrix_of_nothing_has_no_answers()
    {
        var grid = new AccessGrid(default, default, default);

        grid.Evaluate(Memory<Decision>.Empty, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((0, "0 principals × 0 actions × 0 resources"), (grid.Count, grid.ToString()));
        Assert.Equal("0 principals × 0 actions", new ActionUniverse(default).ComputeMatrix(default, cancellationToken: TestContext.Current.CancellationToken).ToString());
        Assert.Equal("0 actions", new ActionUniverse(default).ToString());
    }

    /// <summary>SCP-1: where no level has a policy, none allows.</summary>
    [Fact]
    public void A_layer_without_levels_allows_nothing_for_certain() => Assert.Equal(
        [PermissionState.Denied],
        StatesOf(new PolicySet { Identity = [Everything("Allow")], ServiceControlPolicies = [] }, Principal.Parse("arn:aws:iam::111122223333:user/alice"), "s3:GetObject"));

    /// <summary>So many actions that sets of them fill whole registers of the processor and leave a rest.</summary>
    [Fact]
    public void A_matrix_of_thousands_of_actions_says_of_each_what_a_matrix_of_it_alone_says()
    {
        PolicyDocument own = PolicyDocument.Parse("""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":["a:x?0*","a:x?5*"],"Resource":"*"},
              {"Effect":"Allow","Action":"a:x??1*","Resource":"*","Condition":{"StringLike":{"aws:UserAgent":"u*"}}},
              {"Effect":"Deny","Action":"a:x*7","Resource":"*"},
              {"Effect":"Deny","Action":"a:x*3","Resource":"*","Condition":{"StringLike":{"aws:UserAgent":"u*"}}}]}
            """);
        PolicyDocument boundary = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"a:x*4","Resource":"*"}]}""");
        var row = new GridPrincipal(Simulator.Compile(new PolicySet { Identity = [own], PermissionsBoundary = boundary }), Principal.Parse("arn:aws:iam::111122223333:user/alice"));
        ImmutableArray<ActionName> actions = [.. Enumerable.Range(1000, 1999).Select(static i => ActionName.Parse($"a:x{i}"))];

        PermissionMatrix matrix = new ActionUniverse(actions).ComputeMatrix([row], 1, TestContext.Current.CancellationToken);

        Assert.All(Enumerable.Range(0, actions.Length).Where(static i => i % 7 == 0), i => Assert.Equal((actions[i], new ActionUniverse([actions[i]]).ComputeMatrix([row], 1, TestContext.Current.CancellationToken)[0, 0]), (actions[i], matrix[0, i])));
        Assert.All(Enum.GetValues<PermissionState>(), state => Assert.InRange(matrix.Count(0, state), 20, actions.Length));
    }

    [Fact]
    public void What_is_allowed_or_denied_in_a_matrix_is_so_whatever_resource_and_context() => CheckMatrix(RandomQuestions.Strict, 600);

    [Fact]
    public void What_is_allowed_or_denied_in_a_matrix_is_so_about_conditions() => CheckMatrix(RandomQuestions.Conditions, 600);

    [Fact]
    public void What_is_allowed_or_denied_in_a_matrix_is_so_about_keys() => CheckMatrix(RandomQuestions.Kms, 300);

    [Fact]
    public void What_is_allowed_or_denied_in_a_matrix_is_so_about_roles() => CheckMatrix(RandomQuestions.RoleTrust, 300);

    [Fact]
    public void What_is_allowed_or_denied_in_a_matrix_is_so_about_imported_documents() => CheckMatrix(RandomQuestions.Lenient, 300);

    [Fact]
    public void What_is_allowed_or_denied_in_a_matrix_is_so_about_buckets() => CheckMatrix(RandomQuestions.S3, 300);

    [Fact]
    public void What_is_allowed_or_denied_in_a_matrix_is_so_about_resources() => CheckMatrix(RandomQuestions.Resources, 300);

    /// <summary>Actions that rules concern, on resources that make a difference to the rules, whatever the policies were made for.</summary>
    [Fact]
    public void What_is_allowed_or_denied_in_a_matrix_is_so_about_ruled_actions() => RandomCases.Check(RandomQuestions.Strict, 60, static question =>
    {
        PermissionMatrix matrix = new ActionUniverse(RuledActions).ComputeMatrix([Row(question)], maxDegreeOfParallelism: 1, TestContext.Current.CancellationToken);
        for (int action = 0; action < RuledActions.Length; action++)
        {
            foreach (string arn in RuledResources)
            {
                if (FaultOf(matrix[0, action], question with { Request = question.Request with { Action = RuledActions[action] } }, new RequestResource(arn)) is { } fault)
                {
                    return fault;
                }
            }
        }

        return null;
    });

    /// <summary>S3-6: the bucket policy does not keep the owner's root user from mending it.</summary>
    [Fact]
    public void A_deny_of_the_bucket_policy_is_not_certain_for_the_root_user_who_mends_it() => Assert.Equal(
        [PermissionState.Depends, PermissionState.Denied],
        StatesOf(new PolicySet { Resource = Everything("Deny", "\"Principal\":\"*\"") }, Principal.Parse("arn:aws:iam::111122223333:root"), "s3:DeleteBucketPolicy", "s3:GetObject"));

    /// <summary>CTX-6: with some actions AWS sends no keys of the owner, although the owner is known.</summary>
    [Fact]
    public void Conditions_on_the_owner_are_not_settled_for_actions_without_its_keys()
    {
        PolicyDocument denies = Everything("Deny", "\"Condition\":{\"StringEquals\":{\"aws:ResourceAccount\":\"111122223333\"}}");

        PermissionState[] states = StatesOf(new PolicySet { Identity = [Everything("Allow"), denies] }, Principal.Parse("arn:aws:iam::111122223333:user/alice"), "ebs:GetSnapshotBlock", "sqs:SendMessage");

        Assert.Equal([PermissionState.Depends, PermissionState.Denied], states);
    }

    /// <summary>RCP-6: the trust policies of service-linked roles are beyond resource control policies.</summary>
    [Fact]
    public void A_deny_of_the_resources_organization_is_not_certain_for_sts() => Assert.Equal(
        [PermissionState.Depends, PermissionState.Denied],
        StatesOf(new PolicySet { Identity = [Everything("Allow")], ResourceControlPolicies = [[RefusesAll]] }, Principal.Parse("arn:aws:iam::111122223333:user/alice"), "sts:GetFederationToken", "sqs:SendMessage"));

    /// <summary>IAM-2: a rule that refuses some resources gives nothing on the others.</summary>
    [Fact]
    public void A_rule_that_only_refuses_takes_the_certainty_but_gives_nothing()
    {
        Principal alice = Principal.Parse("arn:aws:iam::111122223333:user/alice");
        PolicyDocument lists = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}""");
        string[] writes = ["iam:DeleteRole", "iam:TagPolicy", "iam:UpdateRoleDescription", "iam:GetRole"];

        Assert.All(StatesOf(new PolicySet { Identity = [lists] }, alice, [.. writes.Select(ActionName.Parse)]), static state => Assert.Equal(PermissionState.Denied, state));
        Assert.Equal(
            [PermissionState.Depends, PermissionState.Depends, PermissionState.Depends, PermissionState.Allowed],
            StatesOf(new PolicySet { Identity = [Everything("Allow")] }, alice, [.. writes.Select(ActionName.Parse)]));
        // A rule that can grant: the policy of the key alone is enough.
        Assert.Equal([PermissionState.Depends], StatesOf(new PolicySet { Identity = [lists] }, alice, "kms:CreateAlias"));
    }

    [Fact]
    public void A_matrix_settles_what_the_caller_settles()
    {
        PolicyDocument policy = PolicyDocument.Parse("""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":"s3:*","Resource":"*"},
              {"Effect":"Allow","Action":"sqs:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"red"}}},
              {"Effect":"Allow","Action":"ec2:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"blue"}}},
              {"Effect":"Allow","Action":"sns:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}},
              {"Effect":"Allow","Action":["kms:Decrypt","dynamodb:ListTables"],"Resource":"*"},
              {"Effect":"Deny","Action":"s3:Delete*","Resource":"arn:aws:s3:::keep/*"},
              {"Effect":"Deny","Action":"s3:PutBucketPolicy","Resource":"*"}]}
            """);
        Principal red = Principal.Parse("arn:aws:iam::111122223333:user/alice") with { Tags = ImmutableDictionary<string, string>.Empty.Add("team", "red") };
        ImmutableArray<ActionName> actions = ["s3:GetObject", "sqs:SendMessage", "ec2:RunInstances", "sns:Publish", "kms:Decrypt", "s3:DeleteObject", "S3:putbucketpolicy", "iam:GetUser", "sts:GetCallerIdentity", "dynamodb:ListTables"];

        PermissionMatrix matrix = new ActionUniverse(actions).ComputeMatrix([new GridPrincipal(Simulator.Compile(new PolicySet { Identity = [policy] }), red)], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                PermissionState.Allowed, PermissionState.Allowed, PermissionState.Denied, PermissionState.Depends, PermissionState.Depends, PermissionState.Depends, PermissionState.Denied,
                PermissionState.Denied, PermissionState.Allowed, PermissionState.Allowed,
            ],
            actions.Select((_, i) => matrix[0, i]));
        Assert.Equal((4, 3, 3), (matrix.Count(0, PermissionState.Allowed), matrix.Count(0, PermissionState.Depends), matrix.Count(0, PermissionState.Denied)));
        Assert.Equal("1 principals × 10 actions", matrix.ToString());
    }

    /// <summary>Guards the law: a matrix that always says "depends" would fulfil it.</summary>
    [Fact]
    public void Most_cells_are_settled()
    {
        PermissionState[] states = [.. RandomCases.Of(RandomQuestions.Strict, 300).Select(static pair => StateOf(pair.Value))];

        Assert.All([PermissionState.Allowed, PermissionState.Denied], state => Assert.InRange(states.Count(other => other == state), states.Length / 50, states.Length));
    }

    private static readonly ImmutableArray<ActionName> RuledActions =
    [
        "s3:GetObject", "s3:PutBucketPolicy", "kms:Decrypt", "kms:CreateKey", "kms:CreateAlias", "kms:RetireGrant", "sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity",
        "sts:AssumeRoleWithSAML", "sts:GetFederationToken", "sts:GetSessionToken", "sts:GetCallerIdentity", "iam:DeleteRole", "iam:TagRole", "iam:GetUser", "iam:DeletePolicy",
        "dynamodb:ListTables", "dynamodb:GetItem", "es:ESHttpGet", "es:DescribeDomain", "ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ebs:GetSnapshotBlock",
        "vpc-lattice-svcs:Invoke", "execute-api:Invoke", "sqs:DeleteQueue", "backup:CopyIntoBackupVault", "events:PutEvents", "logs:PutLogEvents", "none:Other",
    ];

    private static readonly string[] RuledResources =
    [
        "*", "arn:aws:s3:::bkt", "arn:aws:s3:::bkt/key", "arn:aws:kms:us-east-1:111111111111:key/k", "arn:aws:kms:us-east-1:111111111111:alias/aws/s3",
        "arn:aws:iam::111111111111:role/app", "arn:aws:iam::111111111111:role/aws-service-role/x/AWSServiceRoleForX", "arn:aws:iam::aws:policy/P",
        "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_x",
    ];

    private static readonly PolicyDocument RefusesAll = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":["sts:*","sqs:*"],"Resource":"*"}]}""");

    private static PolicyDocument Everything(string effect, string? more = null) => PolicyDocument.Parse(
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"{{effect}}","Action":"*",{{more ?? "\"Sid\":\"all\""}},"Resource":"*"}]}""");

    private static PermissionState[] StatesOf(PolicySet set, Principal caller, params ActionName[] actions)
    {
        PermissionMatrix matrix = new ActionUniverse([.. actions]).ComputeMatrix([new GridPrincipal(Simulator.Compile(set), caller)], cancellationToken: TestContext.Current.CancellationToken);
        return [.. actions.Select((_, i) => matrix[0, i])];
    }

    private static PermissionState StateOf(Question question) =>
        new ActionUniverse([question.Request.Action, "none:Other"]).ComputeMatrix([Row(question)], maxDegreeOfParallelism: 1, TestContext.Current.CancellationToken)[0, 0];

    private static GridPrincipal Row(Question question) => new(Simulator.Compile(question.Set, question.Options, Question.Clock), question.Request.Principal) { Context = question.Request.Context };

    private static void CheckMatrix(FsCheck.Gen<Question> questions, int normal) => RandomCases.Check(questions, normal, static question =>
    {
        PermissionState state = StateOf(question);
        foreach (RequestResource asked in question.Request.Resources)
        {
            if (FaultOf(state, question, asked) is { } fault)
            {
                return fault;
            }
        }

        return null;
    });

    private static string? FaultOf(PermissionState state, Question question, RequestResource asked)
    {
        // A resource of the caller's account, of which nothing else is known.
        var resource = new RequestResource(asked.Arn) { Tags = asked.Tags, OwnerAccount = question.Request.Principal.AccountId.Length > 0 ? question.Request.Principal.AccountId : asked.OwnerAccount };
        AccessRequest request = question.Request with { Resources = [resource], Time = null, Context = WithPresentKeys(question.Request) };
        Decision decision = (question with { Request = request }).AskEngine();
        bool isSo = state == PermissionState.Depends || decision.IsAllowed == (state == PermissionState.Allowed);
        return isSo ? null : $"the matrix says {state}\nbut {request} gets {decision}";
    }

    // CTX-3: keys that are there in every request of the caller, whatever their values are; the matrix counts on that.
    private static RequestContext WithPresentKeys(AccessRequest request)
    {
        RequestContext context = request.Context;
        foreach (string key in (ReadOnlySpan<string>)["aws:userid", "aws:TokenIssueTime"])
        {
            if (!context.TryGetValue(key, out _) && PrincipalKeys.EndsOf(request.Principal, new ContextKey(key)) is { } ends)
            {
                context = context.With(key, $"{ends.Beginning}any{ends.Between}session{ends.Ending}");
            }
        }

        return context;
    }

    private static void CheckCells(FsCheck.Gen<Question> questions, int normal, int threads) => RandomCases.Check(questions, normal, question =>
    {
        ImmutableArray<ActionName> actions = [question.Request.Action, "s3:GetObject", "none:Other", "kms:Decrypt"];
        RequestResource[] more = ["*", "arn:aws:s3:::b/k", "arn:aws:s3:::b2", "arn:aws:sqs:eu-west-1:111122223333:q", "arn:aws:sqs:eu-west-1:111122223333:q2"];
        ImmutableArray<RequestResource> resources = [.. question.Request.Resources, .. more];
        var grid = new AccessGrid([Row(question), Row(question)], actions, resources);
        var decisions = new Decision[grid.Count];
        grid.Evaluate(decisions, threads, TestContext.Current.CancellationToken);
        for (int action = 0; action < actions.Length; action++)
        {
            for (int resource = 0; resource < resources.Length; resource++)
            {
                var request = new AccessRequest(question.Request.Principal, actions[action], resources[resource]) { Context = question.Request.Context };
                Decision expected = (question with { Request = request }).AskEngine();
                Decision cell = decisions[grid.IndexOf(1, action, resource)];
                if (cell != expected || cell != decisions[grid.IndexOf(0, action, resource)])
                {
                    return $"a cell differs\n{request}: {cell}, asked alone {expected}";
                }
            }
        }

        return null;
    });
}
