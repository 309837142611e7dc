using Insights.Web.Portal;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Access;

/// <summary>Makes and changes people: for the Admin screen, the set-up links and the verb.</summary>
internal sealed class UserAccounts(PortalDbContext db, UserManager<PortalUser> users, SetUpLinks links, People people, TimeProvider clock)
{
    public async Task<IReadOnlyList<PersonRow>> AllAsync(CancellationToken cancel = default) =>
        await (from user in db.Users.AsNoTracking()
               join membership in db.Memberships on user.Id equals membership.UserId into memberships
               from membership in memberships.DefaultIfEmpty()
               orderby user.NormalizedUserName
               select new PersonRow(user.Id, user.UserName!, user.DisplayName, user.Role, membership.VendorCode, user.CreatedAt, user.LastSignInAt,
                   user.Disabled, user.Demo, user.PasswordHash != null, user.LockoutEnd)
               { MailAddress = user.Email }).ToListAsync(cancel);

    /// <summary>A person without a password, and the one-time link by which the person chooses one.</summary>
    public async Task<Outcome<string>> AddAsync(string userName, string displayName, string role, string? vendorCode, CancellationToken cancel = default)
    {
        if (Refusal(role, vendorCode) is { } refusal)
            return new(refusal);
        var user = NewUser(userName, displayName, role);
        var made = await users.CreateAsync(user);
        if (!made.Succeeded)
            return new(Explain(made));
        await SetVendorAsync(user.Id, vendorCode, cancel);
        people.Changed();
        return new(null, await links.CreateForAsync(user.Id, cancel));
    }

    /// <summary>The person of the first start.</summary>
    public async Task<Outcome<PortalUser>> AddFirstAdministratorAsync(string userName, string displayName, string password)
    {
        var user = NewUser(userName, displayName, Roles.Administrator);
        var made = await users.CreateAsync(user, password);
        people.Changed();
        return made.Succeeded ? new(null, user) : new(Explain(made));
    }

    public Task<PortalUser?> FindAsync(int id) => users.FindByIdAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Where the person's mail goes; empty: nowhere, unless the name it signs in with is an address.</summary>
    /// <returns>Why not; null when it is set.</returns>
    public async Task<string?> SetMailAddressAsync(int userId, string? address)
    {
        address = string.IsNullOrWhiteSpace(address) ? null : address.Trim();
        if (address is not null && !new Delivery.ContactDraft(address, "", "").HasAddress)
            return $"“{address}” is not a mail address.";
        if (await FindAsync(userId) is not { } user)
            return "This person does not exist any more.";
        user.Email = address;
        var changed = await users.UpdateAsync(user);
        people.Changed();
        return changed.Succeeded ? null : Explain(changed);
    }

    public Task<PortalUser?> FindByNameAsync(string name) => users.FindByNameAsync(name);

    /// <summary>Sets the password by a link; ends every session of the person and a lock-out.</summary>
    public async Task<string?> SetPasswordAsync(PortalUser user, string password)
    {
        foreach (var validator in users.PasswordValidators)
        {
            if (await validator.ValidateAsync(users, user, password) is { Succeeded: false } refused)
                return Explain(refused);
        }
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
        var changed = await users.UpdateSecurityStampAsync(user);
        people.Changed();
        return changed.Succeeded ? null : Explain(changed);
    }

    public async Task<string?> ChangePasswordAsync(PortalUser user, string current, string password)
    {
        var changed = await users.ChangePasswordAsync(user, current, password);
        people.Changed();
        return changed.Succeeded ? null : Explain(changed);
    }

    /// <summary>A link for a forgotten password. The old password works until the link is used.</summary>
    public Task<string> ResetAsync(int userId, CancellationToken cancel = default) => links.CreateForAsync(userId, cancel);

    /// <summary>Changes role, vendor and whether the person may sign in; ends every session of the person.</summary>
    public async Task<string?> ChangeAsync(int userId, string role, string? vendorCode, bool disabled, CancellationToken cancel = default)
    {
        if (Refusal(role, vendorCode) is { } refusal)
            return refusal;
        if (await FindAsync(userId) is not { } user)
            return "This person does not exist any more.";
        var losesAdministrator = user.Role == Roles.Administrator && (role != Roles.Administrator || disabled);
        if (losesAdministrator && !await db.Users.AnyAsync(u => u.Id != userId && u.Role == Roles.Administrator && !u.Disabled && !u.Demo, cancel))
            return "This is the only administrator. Make somebody else administrator first.";
        user.Role = role;
        user.Disabled = disabled;
        var changed = await users.UpdateSecurityStampAsync(user);
        if (!changed.Succeeded)
            return Explain(changed);
        await SetVendorAsync(userId, role == Roles.Vendor ? vendorCode : null, cancel);
        people.Changed();
        return null;
    }

    public async Task SignedInAsync(PortalUser user)
    {
        user.LastSignInAt = clock.GetUtcNow().UtcDateTime;
        await users.UpdateAsync(user);
    }

    private PortalUser NewUser(string userName, string displayName, string role) => new()
    {
        UserName = userName.Trim(),
        DisplayName = displayName.Trim() is { Length: > 0 } name ? name : userName.Trim(),
        Role = role,
        CreatedAt = clock.GetUtcNow().UtcDateTime,
    };

    private static string? Refusal(string role, string? vendorCode) =>
        !Roles.All.Contains(role) ? "Choose one of the roles: " + string.Join(", ", Roles.All) + "."
        : role == Roles.Vendor && string.IsNullOrWhiteSpace(vendorCode) ? "A vendor's person needs a vendor."
        : null;

    private async Task SetVendorAsync(int userId, string? vendorCode, CancellationToken cancel)
    {
        var membership = await db.Memberships.FirstOrDefaultAsync(m => m.UserId == userId, cancel);
        if (string.IsNullOrWhiteSpace(vendorCode))
        {
            if (membership is not null)
                db.Memberships.Remove(membership);
        }
        else if (membership is null)
        {
            db.Memberships.Add(new VendorMembership { UserId = userId, VendorCode = vendorCode });
        }
        else
        {
            membership.VendorCode = vendorCode;
        }
        await db.SaveChangesAsync(cancel);
    }

    private static string Explain(IdentityResult result) => string.Join(" ", result.Errors.Select(e => e.Code switch
    {
        "DuplicateUserName" => "This name is taken. Choose another.",
        "InvalidUserName" => "A name is made of letters, digits and -._@+.",
        "PasswordTooShort" => "The password needs at least 12 characters.",
        "PasswordRequiresUniqueChars" => "The password needs at least 4 different characters.",
        "PasswordMismatch" => "The current password is not right.",
        "ConcurrencyFailure" => "Somebody changed this person at the same time. Look again and repeat.",
        _ => e.Description,
    }));
}

/// <summary>A value, or why there is none: said to a person.</summary>
internal sealed record Outcome<T>(string? Error, T? Value = default);

internal sealed record PersonRow(
    int Id, string UserName, string DisplayName, string Role, string? VendorCode, DateTime CreatedAt, DateTime? LastSignInAt,
    bool Disabled, bool Demo, bool HasPassword, DateTimeOffset? LockedUntil)
{
    public string? MailAddress { get; init; }
}
