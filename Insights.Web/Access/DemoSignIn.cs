using System.Net;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Identity;

namespace Insights.Web.Access;

/// <summary>The demo's accounts: a person for each role and two vendors, so that isolation can be seen. They have no passwords.</summary>
internal sealed class DemoSignIn(IDemoMode mode, IHostEnvironment environment, IVendorDirectory vendors, PortalDbContext db, UserManager<PortalUser> users, People people, TimeProvider clock)
{
    /// <summary>
    /// Only with demo data, never in Production, and only from this very machine: not through a proxy on it,
    /// whose requests come from loopback too but carry a forwarded header or another host's name.
    /// </summary>
    public bool Offered(HttpContext http) =>
        mode.IsOn
        && !environment.IsProduction()
        && http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && http.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
        && !http.Request.Headers.Keys.Any(name => name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase) || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase));

    public async Task<IReadOnlyList<DemoAccount>> AccountsAsync(CancellationToken cancel = default)
    {
        var accounts = new List<DemoAccount>
        {
            new("demo-administrator", "Dana Admin", Roles.Administrator, null, "Administrator", "Everything, and what keeps it running"),
            new("demo-support-lead", "Lee Support", Roles.SupportLead, null, "Support lead", "Targets, breaches, who waits on whom"),
            new("demo-executive", "Alex Board", Roles.Executive, null, "Executive", "How are we doing, what changed"),
        };
        var known = await vendors.AllAsync(cancel);
        var chosen = mode.VendorCodes.Select(code => known.FirstOrDefault(v => v.Code == code)).OfType<VendorEntry>().Concat(known).DistinctBy(v => v.Code).Take(2);
        accounts.AddRange(chosen.Select((vendor, index) =>
            new DemoAccount(FormattableString.Invariant($"demo-vendor-{index + 1}"), vendor.Name, Roles.Vendor, vendor.Code, "Vendor: " + vendor.Name, "Sees its own world only")));
        return accounts;
    }

    /// <summary>The account's user, made on first use.</summary>
    public async Task<PortalUser?> UserAsync(string name, CancellationToken cancel = default)
    {
        if ((await AccountsAsync(cancel)).FirstOrDefault(a => a.Name == name) is not { } account)
            return null;
        var user = await users.FindByNameAsync(account.Name);
        if (user is null)
        {
            user = new PortalUser { UserName = account.Name, DisplayName = account.DisplayName, Role = account.Role, Demo = true, CreatedAt = clock.GetUtcNow().UtcDateTime };
            var made = await users.CreateAsync(user);
            if (!made.Succeeded)
                throw new InvalidOperationException("The demo account could not be made: " + string.Join(" ", made.Errors.Select(e => e.Description)));
        }
        // A person who took the name of a demo account keeps it; the demo never signs in as a real account.
        if (!user.Demo)
            return null;
        if (user.DisplayName != account.DisplayName)
        {
            user.DisplayName = account.DisplayName;
            await users.UpdateAsync(user);
        }
        await SetVendorAsync(user.Id, account.VendorCode, cancel);
        people.Changed();
        return user;
    }

    private async Task SetVendorAsync(int userId, string? code, CancellationToken cancel)
    {
        var membership = await db.Memberships.FindAsync([userId], cancel);
        if (code is null)
            return;
        if (membership is null)
            db.Memberships.Add(new VendorMembership { UserId = userId, VendorCode = code });
        else
            membership.VendorCode = code;
        await db.SaveChangesAsync(cancel);
    }
}

internal sealed record DemoAccount(string Name, string DisplayName, string Role, string? VendorCode, string Title, string Sees);

/// <summary>Whether the store holds the demo's data; the host knows.</summary>
internal interface IDemoMode
{
    bool IsOn { get; }

    /// <summary>The vendors whose accounts the sign-in page offers, best story first; empty: the first two by name.</summary>
    IReadOnlyList<string> VendorCodes { get; }
}
