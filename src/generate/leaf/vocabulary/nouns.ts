import { list } from "./list.ts";

/** What things of a kind are called: used for `category.name`, `categoryName` and a plain `category` alike. */
const rows: readonly (readonly [nouns: string, names: string])[] = [
  [
    "category, product category, section, aisle",
    "Kitchen, Home Office, Electronics, Outdoor, Clothing, Garden, Books, Toys, Sports, Beauty, Groceries, Music",
  ],
  ["pet category", "Dogs, Cats, Birds, Rabbits, Fish, Reptiles"],
  ["subcategory", "Coffee & Tea, Desk Lamps, Headphones, Backpacks, Knitwear, Planters, Board Games, Skin Care"],
  [
    "tag, label, keyword, hashtag, topic",
    "featured, new, sale, bestseller, limited, organic, handmade, vintage, eco, popular, seasonal, beta, urgent, travel, design, weekend",
  ],
  ["role", "admin, editor, viewer, owner, member, moderator, billing manager, support agent"],
  [
    "permission, scope, grant, privilege, authority",
    "orders:read, orders:write, users:read, users:write, reports:read, billing:read, products:write, settings:manage",
  ],
  [
    "group, segment, audience, cohort",
    "Early Adopters, Newsletter Readers, Wholesale Customers, Beta Testers, Returning Customers, Staff, Partners, Trial Users",
  ],
  ["team, squad, crew", "Platform, Growth, Customer Care, Red Foxes, Payments, Blue Herons, Data Services, Mobile"],
  [
    "project, initiative, program, programme, workspace, space",
    "Website Relaunch, Mobile App 2.0, Warehouse Move, Customer Portal, Spring Campaign, Data Platform, Onboarding Revamp, Office Refit",
  ],
  [
    "repository, repo",
    "checkout-service, mobile-app, design-system, data-pipeline, docs-site, api-gateway, billing-core, infra-live",
  ],
  ["branch, ref", "main, develop, release/2.4, feature/search, fix/login-redirect, feature/dark-mode"],
  ["environment, env, stage", "production, staging, development, test, preview, sandbox"],
  [
    "tier, plan, subscription plan, package, edition, membership",
    "Starter, Basic, Professional, Team, Business, Enterprise, Free, Premium",
  ],
  [
    "feature, capability, feature flag, flag, toggle",
    "dark-mode, new-checkout, bulk-export, single-sign-on, live-chat, smart-search, audit-log, two-factor-login",
  ],
  [
    "campaign, promotion, promo, offer, deal",
    "Spring Sale, Welcome Offer, Summer Clearance, Back to School, Winter Warmers, Loyalty Week, Free Shipping Friday",
  ],
  [
    "store, shop, outlet, merchant, seller, vendor, supplier, retailer",
    "Corner & Co, Harbour Market, Oak Street Store, Lantern Goods, The Paper Mill, Riverside Supplies, Nordlicht Shop, Casa Verde",
  ],
  [
    "restaurant, cafe, diner, bakery, bar, pub",
    "The Copper Pot, Luna Kitchen, Blue Door Bistro, Olive & Thyme, Harbour Grill, Casa Verde, The Green Spoon, Noodle Lane",
  ],
  [
    "hotel, accommodation, hostel, property listing, resort",
    "Hotel Meridian, Harbour View Inn, The Lindenhof, Casa del Sol, Park Lane Suites, Lakeside Lodge, Hotel Aurora",
  ],
  [
    "venue, hall, theatre, theater, cinema, stadium",
    "Riverside Hall, Grand Theatre, Old Brewery, City Arena, Harbour Pavilion, The Assembly Rooms",
  ],
  [
    "warehouse, depot, facility, site, location, office, place",
    "Central Warehouse, North Depot, Harbour Office, City Hub, South Distribution Centre, Airport Depot, West Campus",
  ],
  ["room, meeting room", "Room 101, Sea View Suite, Boardroom, Garden Room, Studio A, Library"],
  [
    "airport",
    "Berlin Brandenburg, London Heathrow, Paris Charles de Gaulle, Amsterdam Schiphol, Tokyo Haneda, Denver International, Toronto Pearson",
  ],
  ["station, stop, platform", "Central Station, Market Square, University, North Gate, Old Town, Harbour Bridge"],
  ["airline, carrier, courier, shipping carrier", "DHL, UPS, FedEx, DPD, GLS, Royal Mail, PostNord, USPS"],
  ["shipping method, delivery method, shipping option", "Standard, Express, Next Day, Pickup, Economy, Same Day"],
  ["payment method, payment type", "card, bank_transfer, paypal, apple_pay, google_pay, invoice"],
  ["card brand, card type, card network", "visa, mastercard, amex, discover"],
  ["bank", "First Harbour Bank, Nordbank, Union Savings, City Trust, Banco del Sol, Meridian Bank"],
  ["account type", "checking, savings, business, credit"],
  [
    "server, host machine, machine, node, instance, vm, container, pod",
    "web-01, web-02, api-01, worker-03, db-primary, db-replica-1, cache-02, edge-04",
  ],
  ["cluster", "prod-eu-1, prod-us-1, staging-eu-1, analytics-1, edge-west"],
  [
    "data center, zone, availability zone, cloud region",
    "eu-central-1, eu-west-1, us-east-1, us-west-2, ap-southeast-1",
  ],
  ["database, db, schema, keyspace", "orders, customers, inventory, analytics, billing, sessions"],
  ["table, collection, dataset, index", "orders, customers, products, invoices, shipments, events"],
  ["column, variable, parameter, param, argument, input", "customer_id, created_at, amount, status, region, quantity"],
  ["bucket, volume, disk", "media-uploads, invoice-archive, backups, static-assets, export-files"],
  ["queue, stream, channel, exchange", "orders, notifications, general, announcements, support, billing-events"],
  [
    "service, microservice, component, module, subsystem, resource",
    "checkout, payments, search, notifications, catalog, identity, shipping, reporting",
  ],
  [
    "app, application, integration, plugin, extension, add on, addon, tool",
    "Invoice Sync, Calendar Connect, Mail Relay, Stock Watch, Route Planner, Team Chat, Sales Dashboard",
  ],
  ["client, oauth client, consumer", "Web Storefront, Mobile App, Partner Portal, Reporting Service, Back Office"],
  [
    "api key, credential, secret name, certificate",
    "Production key, CI deploy key, Reporting key, Partner key, Local development",
  ],
  [
    "workflow, pipeline, automation, process, scenario",
    "Order Fulfilment, Nightly Export, Invoice Approval, Build and Deploy, Lead Routing, Returns",
  ],
  ["step, phase, milestone, task list, stage name", "Draft, Review, Approval, Build, Test, Release, Delivery"],
  [
    "check, test, test case, probe, monitor",
    "Login works, Checkout total, Search results, API latency, Disk space, Certificate expiry",
  ],
  [
    "rule, policy, guideline, constraint",
    "Require approval over 1000, Block outdated clients, Retention 90 days, Two-person review, Free shipping over 50",
  ],
  [
    "metric, indicator, kpi, measure, statistic",
    "Conversion rate, Page views, Average order value, Response time, Active users, Error rate",
  ],
  [
    "sensor, device, thing, gateway, hub, meter",
    "Living Room Sensor, Front Door, Boiler Meter, Greenhouse Hub, Garage Camera, Office Thermostat",
  ],
  ["device type, form factor", "desktop, mobile, tablet, smart_tv, wearable"],
  ["platform name, operating system, os", "Windows, macOS, Linux, Android, iOS"],
  ["browser", "Chrome, Firefox, Safari, Edge"],
  ["vehicle, car, truck, model", "Corolla, Golf, Civic, Model 3, Transit, Focus, Octavia, Leaf"],
  ["make, manufacturer, maker, car make", "Toyota, Volkswagen, Honda, Ford, Skoda, Nissan, Volvo, Renault"],
  [
    "pet, dog, cat, animal, puppy, kitten",
    "Bella, Max, Luna, Charlie, Milo, Daisy, Rocky, Coco, Oscar, Ruby, Simba, Nala, Biscuit, Pepper, Willow, Ziggy",
  ],
  ["breed", "Labrador Retriever, Border Collie, Beagle, Poodle, Maine Coon, Siamese, Whippet, British Shorthair"],
  ["species, animal type", "dog, cat, rabbit, parrot, hamster, horse"],
  ["plant, flower, tree", "Lavender, Olive Tree, Basil, Monstera, Hydrangea, Silver Birch"],
  ["genre", "Drama, Comedy, Science Fiction, Mystery, Documentary, Jazz, Folk, Thriller"],
  [
    "subject area, discipline, field of study, specialty, specialization, major",
    "Mathematics, Biology, Computer Science, History, Economics, Design",
  ],
  [
    "school, university, college, institution, faculty",
    "Riverside University, Northgate College, Lakeview School, Institute of Applied Sciences, City University",
  ],
  ["degree, qualification", "Bachelor of Science, Master of Arts, Bachelor of Engineering, Doctor of Philosophy"],
  [
    "skill, competency, expertise",
    "TypeScript, Project Management, Data Analysis, Public Speaking, SQL, Negotiation, Photography, Copywriting",
  ],
  ["hobby, interest", "cycling, photography, cooking, hiking, chess, gardening"],
  ["sport, discipline name", "football, tennis, basketball, swimming, cycling, volleyball"],
  ["league, tournament, competition, cup", "Premier League, City Cup, Northern Division, Summer Open"],
  [
    "club, band, artist, orchestra, ensemble",
    "The Lantern Parade, Northern Lights, Paper Boats, Velvet Harbour, Echo Street, Silver Pines",
  ],
  ["ingredient, food", "olive oil, flour, tomatoes, basil, eggs, butter, garlic, lemon"],
  [
    "dish, menu item, meal, recipe",
    "Mushroom Risotto, Lemon Chicken, Lentil Soup, Apple Crumble, Fish Tacos, Garden Salad, Beef Stew, Pumpkin Curry",
  ],
  ["menu", "Lunch, Dinner, Brunch, Drinks, Desserts"],
  ["drug, medicine, medication", "Ibuprofen, Paracetamol, Amoxicillin, Loratadine, Omeprazole"],
  ["diagnosis, condition name, disease, allergy", "Hay fever, Migraine, Asthma, Back pain, Hypertension"],
  ["material, fabric", "cotton, oak, steel, linen, leather, ceramic, bamboo, wool"],
  ["size, clothing size, shirt size", "XS, S, M, L, XL, XXL"],
  ["unit, unit of measure, uom, measurement unit", "kg, g, l, ml, m, cm, pcs, box"],
  [
    "attribute, property, option, variant, specification, spec, characteristic, facet",
    "Color, Size, Material, Weight, Width, Finish, Capacity",
  ],
  [
    "discount, coupon, voucher, gift card",
    "10% off your first order, Free shipping, Summer 15, Loyalty bonus, Student discount",
  ],
  ["tax, vat, levy", "VAT 19%, VAT 20%, Sales tax, Reduced rate, GST"],
  [
    "event type, event name, trigger, webhook event",
    "order.created, order.paid, user.registered, invoice.sent, payment.failed, shipment.delivered",
  ],
  ["action, operation, activity, verb, method name", "create, update, delete, login, export, approve, archive"],
  [
    "event, conference, webinar, meetup, appointment, meeting",
    "Product Roadmap Review, Spring Design Meetup, Quarterly Planning, API Workshop, Team Breakfast, Customer Day, Annual Conference",
  ],
  [
    "course, lesson, module title, class name, training",
    "Introduction to Statistics, Web Design Basics, Spanish for Beginners, Data Modelling, Creative Writing",
  ],
  [
    "book, novel, publication",
    "The Quiet Harbour, A Map of Winter, Letters from the Coast, The Last Orchard, Paper Towns and Stone Bridges, Field Notes",
  ],
  [
    "movie, film, show, episode, series, video",
    "The Long Summer, Night Ferry, Signals, A Room in Lisbon, Second Harvest, The Clockmaker, Open Water",
  ],
  [
    "song, track, album, playlist, record",
    "Morning Light, Northern Road, Paper Moon, Slow River, Golden Hour, Static Hearts, Evening Drive",
  ],
  ["game, board game", "Harvest Valley, Star Couriers, Castle & Crown, Tiny Trains, Dungeon Post"],
  [
    "file, document, attachment, upload, asset, image, photo, picture, media, blob, artifact",
    "invoice-2041.pdf, quarterly-report.xlsx, team-photo.jpg, contract-draft.docx, logo.svg, floor-plan.png, meeting-notes.txt",
  ],
  ["folder, directory, album name, drive", "Invoices, Contracts, Marketing, Photos, Archive, Templates"],
  [
    "template, layout, theme, skin",
    "Welcome Email, Minimal, Invoice Standard, Monthly Newsletter, Dark, Order Confirmation",
  ],
  [
    "report, dashboard, chart, widget, board, view",
    "Monthly Sales, Active Users, Inventory Overview, Support Workload, Revenue by Region, Sprint Board",
  ],
  ["page, screen, site section", "Home, About us, Pricing, Contact, Getting started, Checkout"],
  [
    "survey, form, questionnaire, quiz",
    "Customer Satisfaction, Onboarding Feedback, Event Registration, Product Survey",
  ],
  [
    "list, wishlist, collection name, mailing list",
    "Weekend reading, Gift ideas, Kitchen upgrade, Newsletter, Favourites, To review",
  ],
  ["queue name, inbox, mailbox", "Support, Sales, Returns, Billing"],
  ["gender, sex", "female, male, non-binary"],
  ["marital status", "single, married, divorced, widowed"],
  ["title prefix, salutation, honorific, name prefix", "Ms, Mr, Dr, Mx"],
  ["relationship, relation", "parent, child, spouse, sibling, colleague, friend"],
  ["nationality", "German, French, Canadian, Kenyan, Japanese, Brazilian"],
  ["religion", "none, Buddhist, Christian, Hindu, Jewish, Muslim"],
  ["weekday, day of week", "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"],
  ["month name", "January, March, May, July, September, November"],
  [
    "interval, frequency, recurrence, cadence, billing cycle, billing interval, billing period",
    "daily, weekly, monthly, quarterly, yearly",
  ],
  ["period, timeframe, time range, granularity", "day, week, month, quarter, year"],
  ["weather, weather condition, conditions", "Sunny, Partly cloudy, Light rain, Overcast, Snow showers"],
  ["direction, orientation, sort order", "asc, desc"],
  ["severity, log level, alert level", "info, warning, error, critical"],
  ["priority, urgency, importance, impact, risk level, difficulty", "low, medium, high, urgent"],
  ["visibility, privacy, access, access level", "public, private, internal"],
  [
    "source, origin, referrer, medium, utm source, acquisition channel",
    "web, mobile, newsletter, partner, search, referral",
  ],
  ["algorithm, cipher", "sha256, rsa-sha256, hs256, aes-256-gcm"],
  ["protocol, transport", "https, http, tcp, mqtt, grpc"],
  ["encoding, charset", "utf-8, iso-8859-1, us-ascii"],
  ["http method, verb name", "GET, POST, PUT, DELETE, PATCH"],
  ["programming language", "TypeScript, Python, Go, Java, Rust, Kotlin"],
  ["namespace, tenant name, realm, partition", "default, production, staging, shared, internal, analytics"],
  [
    "issuer, identity provider, idp, auth provider, login provider",
    "https://auth.example.com, https://login.example.com, https://id.example.com",
  ],
  ["scheme, url scheme", "https, http, ftp"],
  ["alg, signing algorithm", "RS256, ES256, HS256"],
  ["kty, key type", "RSA, EC, oct"],
  ["command, cmd, entrypoint, script, program", "npm start, python main.py, make build, ./run.sh, node server.js"],
  ["arg, flag argument", "--verbose, --output=json, --port=8080, --dry-run, --config=app.yaml"],
  ["prefix", "inv-, ord-, img-, tmp-, usr-"],
  [
    "registry, image name, docker image, container image",
    "registry.example.com/web:2.4.1, registry.example.com/api:1.9.0, registry.example.com/worker:3.0.2",
  ],
  ["font, font family, typeface", "Inter, Roboto, Lora, Open Sans, Source Serif"],
  ["rel, relation type", "self, next, prev, first, last"],
  ["market, available market, marketplace", "DE, US, GB, FR, JP, CA, AU, ES"],
  ["mcc, merchant category code", "5411, 5812, 5999, 7011, 4111"],
  ["cabin, travel class, class of travel, fare class", "economy, premium_economy, business, first"],
  ["gate, terminal, seat number, seat", "A1, B4, C12, D7, A14, B22"],
  ["flight number, flight", "LH441, BA117, AF1234, KL605, SK903"],
  ["blood type, blood group", "A+, O+, B+, AB+, O-, A-"],
  ["terrain, climate", "forest, desert, grassland, mountains, tundra, temperate"],
  ["planet", "Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus, Neptune"],
  ["logger, log source", "http.server, db.pool, auth.session, jobs.worker"],
  ["license, licence", "MIT, Apache-2.0, GPL-3.0, BSD-3-Clause"],
];

/** From a noun ("payment method") to the names of its instances. */
export const namesByNoun: ReadonlyMap<string, readonly string[]> = new Map(
  rows.flatMap(([nouns, names]) => {
    const instances = list(names);
    return list(nouns).map((noun) => [noun, instances] as const);
  }),
);
