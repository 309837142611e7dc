using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Web.Portal.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class BrandsAndTokenVendors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "VendorCode",
                schema: "portal",
                table: "api_tokens",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "brands",
                schema: "portal",
                columns: table => new
                {
                    VendorCode = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Accent = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: true),
                    Footer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Logo = table.Column<byte[]>(type: "bytea", nullable: true),
                    LogoType = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    LogoText = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_brands", x => x.VendorCode);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "brands",
                schema: "portal");

            migrationBuilder.DropColumn(
                name: "VendorCode",
                schema: "portal",
                table: "api_tokens");
        }
    }
}
