using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using IamSim;
using IamSim.Conditions;
using IamSim.Explanations;
using IamSim.Identifiers;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.DataProtection;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddIamSim(policies => policies.FromConfiguration("IamSim").ReloadOnChange());
builder.Services.AddAuthorization().AddAuthentication().AddBearerToken();
builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
await using WebApplication app = builder.Build();

// Stands for a real identity provider, which would ask for more than a name.
app.MapPost("/sign-in/{user}", (string user) => Staff.Claims(user) is { } claims
    ? Results.SignIn(new ClaimsPrincipal(new ClaimsIdentity(claims, "demo")), authenticationScheme: BearerTokenDefaults.AuthenticationScheme)
    : Results.Unauthorized());

// The name of the endpoint, which stands for its method and its route, is the name of the action.
RouteGroupBuilder orders = app.MapGroup("/orders").RequireAuthorization().AddEndpointFilter<AllowedByPolicies>();
orders.MapGet("/{region}/{id}", (string region, string id) => $"order {id} of {region}").WithName("GetOrder");
orders.MapDelete("/{region}/{id}", (string region, string id) => $"order {id} of {region} is canceled").WithName("CancelOrder");
orders.MapGet("/{region}/{id}/export", (string region, string id) => $"order {id} of {region} as a file").WithName("ExportOrder");

if (args.Contains("--serve"))
{
    await app.RunAsync();
    return;
}

app.Urls.Add("http://127.0.0.1:0");
await app.StartAsync();
using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
await Ask(null, HttpMethod.Get, "/orders/north/17");
await Ask("nadia", HttpMethod.Get, "/orders/north/17");
await Ask("nadia", HttpMethod.Get, "/orders/south/17");
await Ask("nadia", HttpMethod.Delete, "/orders/north/17");
await Ask("omar", HttpMethod.Delete, "/orders/north/17");
await Ask("omar", HttpMethod.Delete, "/orders/north/shipped-16");
await Ask("omar", HttpMethod.Get, "/orders/north/17/export");
await app.StopAsync();

async Task Ask(string? user, HttpMethod method, string path)
{
    using var request = new HttpRequestMessage(method, path);
    if (user is not null)
    {
        using HttpResponseMessage signedIn = await client.PostAsync($"/sign-in/{user}", null);
        JsonElement token = await signedIn.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("accessToken").GetString());
    }

    using HttpResponseMessage answer = await client.SendAsync(request);
    string body = await answer.Content.ReadAsStringAsync();
    string text = answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString()! : body;
    Console.WriteLine($"{user ?? "nobody",-6} {method,-6} {path,-25} {(int)answer.StatusCode}  {text}");
}

internal static class Staff
{
    public static Claim[]? Claims(string user) => user switch
    {
        "nadia" => [new(ClaimTypes.Name, user), new("role", "clerk"), new("region", "north")],
        "omar" => [new(ClaimTypes.Name, user), new("role", "manager"), new("region", "south")],
        _ => null,
    };
}

/// <summary>Lets a request pass when the policies allow it, and otherwise answers 403 and why.</summary>
internal sealed class AllowedByPolicies(LiveSimulator simulator) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        Principal caller = Principal.Parse($"arn:aws:iam::111122223333:user/{http.User.Identity!.Name}") with
        {
            Tags = http.User.Claims.Where(claim => claim.Type is "role" or "region").ToImmutableDictionary(claim => claim.Type, claim => claim.Value),
        };
        string action = $"orders:{http.GetEndpoint()!.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName}";
        var order = new RequestResource($"arn:aws:orders:eu-west-1:111122223333:order/{http.GetRouteValue("region")}/{http.GetRouteValue("id")}");
        var request = new AccessRequest(caller, action, order)
        {
            Context = RequestContext.Create(("aws:SourceIp", $"{http.Connection.RemoteIpAddress}"), ("aws:SecureTransport", http.Request.IsHttps)),
        };
        Decision decision = simulator.Evaluate(request);
        return decision.IsAllowed ? await next(context) : Results.Problem(DecisionText.Headline(decision), statusCode: StatusCodes.Status403Forbidden);
    }
}
