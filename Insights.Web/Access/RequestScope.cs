namespace Insights.Web.Access;

/// <summary>What whoever makes this request may see, looked up once for it. Pages, files and deliveries ask here.</summary>
internal sealed class RequestScope(ScopeResolver scopes, IHttpContextAccessor http)
{
    private DataScope? _scope;

    public async ValueTask<DataScope> GetAsync()
    {
        var context = http.HttpContext ?? throw new InvalidOperationException("The scope of a request exists within one only.");
        return _scope ??= await scopes.ResolveAsync(context.User, context.RequestAborted);
    }
}
