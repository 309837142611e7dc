using Insights.Web.Access;

namespace Insights.Web.Delivery;

/// <summary>Who asks in this request, as deliveries need to know.</summary>
internal sealed class Viewers(RequestScope scope, People people)
{
    public async Task<Viewer> OfAsync(HttpContext http)
    {
        var id = http.User.UserId() ?? 0;
        var state = await people.FindAsync(id, http.RequestAborted);
        return new Viewer(id, http.User.Role() == Roles.Administrator, await scope.GetAsync(), state?.VendorCode);
    }
}
